import { hash } from 'node:crypto';

/**
 * The newest text of each tag, in shared memory by the tag's position, so that any worker can tell a repetition. 64 bits
 * of its SHA-256 stand for a text: that two texts in a row share them does not happen.
 */
export interface TextState {
  /** 1 where a text is known. */
  readonly isKnown: Uint8Array<SharedArrayBuffer>;
  readonly seenTime: Float64Array<SharedArrayBuffer>;
  readonly storedTime: Float64Array<SharedArrayBuffer>;
  readonly status: Int32Array<SharedArrayBuffer>;
  readonly digestHigh: Int32Array<SharedArrayBuffer>;
  readonly digestLow: Int32Array<SharedArrayBuffer>;
  /** 1 while the newest is a mark, or has a time of ours; then its time and status. */
  readonly isApart: Uint8Array<SharedArrayBuffer>;
  readonly apartTime: Float64Array<SharedArrayBuffer>;
  readonly apartStatus: Int32Array<SharedArrayBuffer>;
  /** Between which times such lie, as `FilterState` has it. */
  readonly apartFrom: Float64Array<SharedArrayBuffer>;
  readonly apartTo: Float64Array<SharedArrayBuffer>;
  /** The last text with a time of ours, as its digest; zeros where there was none. */
  readonly apartHigh: Int32Array<SharedArrayBuffer>;
  readonly apartLow: Int32Array<SharedArrayBuffer>;
  /** The device's clock less ours, in microseconds, by its newest text. */
  readonly lead: Float64Array<SharedArrayBuffer>;
}

/** Makes the state of tags that nothing was received of. */
export function createTextState(tagCount: number): TextState {
  const doubles = (): Float64Array<SharedArrayBuffer> =>
    new Float64Array(new SharedArrayBuffer(tagCount * 8));
  const integers = (): Int32Array<SharedArrayBuffer> =>
    new Int32Array(new SharedArrayBuffer(tagCount * 4));
  return {
    isKnown: new Uint8Array(new SharedArrayBuffer(tagCount)),
    seenTime: doubles(),
    storedTime: doubles(),
    status: integers(),
    digestHigh: integers(),
    digestLow: integers(),
    isApart: new Uint8Array(new SharedArrayBuffer(tagCount)),
    apartTime: doubles(),
    apartStatus: integers(),
    apartFrom: doubles().fill(Number.NEGATIVE_INFINITY),
    apartTo: doubles().fill(Number.NEGATIVE_INFINITY),
    apartHigh: integers(),
    apartLow: integers(),
    lead: doubles(),
  };
}

/** Digest that texts are compared by; zeros for a sample without a text. */
export interface TextDigest {
  readonly high: number;
  readonly low: number;
}

const NO_TEXT: TextDigest = { high: 0, low: 0 };

/** Takes the digest of a text. */
export function digestOf(text: string | null): TextDigest {
  if (text === null) return NO_TEXT;
  const bytes = hash('sha256', text, 'buffer');
  return { high: bytes.readInt32LE(0), low: bytes.readInt32LE(4) };
}

/** Whether a text and its status are those of the newest that is known. */
export function isUnchanged(
  state: TextState,
  tag: number,
  digest: TextDigest,
  status: number,
): boolean {
  return state.status[tag] === status && isSameText(state, tag, digest);
}

/** Whether a text is the newest that is known. */
export function isSameText(state: TextState, tag: number, { high, low }: TextDigest): boolean {
  return state.isKnown[tag] === 1 && state.digestHigh[tag] === high && state.digestLow[tag] === low;
}

/** Puts down the newest text of a tag, which is stored. */
export function rememberText(
  state: TextState,
  {
    tag,
    timeUs,
    status,
  }: { readonly tag: number; readonly timeUs: number; readonly status: number },
  { high, low }: TextDigest,
): void {
  state.isKnown[tag] = 1;
  state.isApart[tag] = 0;
  state.seenTime[tag] = timeUs;
  state.storedTime[tag] = timeUs;
  state.status[tag] = status;
  state.digestHigh[tag] = high;
  state.digestLow[tag] = low;
}

/** Puts down what stands outside the time line of a tag's device; a mark says nothing of the text before it. */
export function noteTextApart(
  state: TextState,
  {
    tag,
    timeUs,
    status,
  }: { readonly tag: number; readonly timeUs: number; readonly status: number },
  digest: TextDigest,
): void {
  const isAhead = state.isKnown[tag] === 1 && state.apartTo[tag]! > state.seenTime[tag]!;
  state.apartFrom[tag] = isAhead ? Math.min(state.apartFrom[tag]!, timeUs) : timeUs;
  state.apartTo[tag] = isAhead ? Math.max(state.apartTo[tag]!, timeUs) : timeUs;
  state.isApart[tag] = 1;
  state.apartTime[tag] = timeUs;
  state.apartStatus[tag] = status;
  if (digest === NO_TEXT) return;
  state.apartHigh[tag] = digest.high;
  state.apartLow[tag] = digest.low;
}

/** Whether a text is the last that came with a time of ours. */
export function isLastApart(
  { apartHigh, apartLow }: TextState,
  tag: number,
  { high, low }: TextDigest,
): boolean {
  return apartHigh[tag] === high && apartLow[tag] === low;
}
