import { hasTests, type Filters } from './tag-filter.ts';
import { Phase } from './filter-state.ts';

/**
 * Samples of a tag that the filters hold back: they are in the spool before their acknowledgement. Records of 48 bytes, little-endian:
 *
 *     int32 tag id | int32 kind | int32 held status | int32 seen status | float64 held time | float64 held value
 *     | float64 seen time | float64 seen value
 */
export interface HeldBack {
  /** The database's id of the tag. */
  readonly tagId: number;
  /** Samples that wait, oldest first. A text is the one that is stored already: only its time is known. */
  readonly samples: readonly HeldSample[];
  readonly isText: boolean;
}

/** A sample that was received and not stored. */
export interface HeldSample {
  /** Microseconds since 1970. */
  readonly timeUs: number;
  readonly value: number;
  readonly status: number;
}

/** Bytes of a record. */
export const HELD_BACK_BYTES = 48;

/** Which of its samples a record has. */
const Kind = { nothing: 0, held: 1, seen: 2, text: 4 } as const;

/** Columns of `TextState` that tell a text that waits. */
interface SeenTexts {
  readonly isKnown: Uint8Array;
  readonly seenTime: Float64Array;
  readonly storedTime: Float64Array;
}

/** Numbers and texts that were touched, by position. */
export interface Touched {
  readonly numbers: Int32Array;
  readonly texts: Iterable<number>;
}

/** Packs what is held back of tags that may hold something back, and that nothing is where nothing is; undefined where no tag may. */
export function packHeldBack(
  { config, state }: Filters,
  texts: SeenTexts,
  touched: Touched,
  tagIds: Int32Array,
): Uint8Array<ArrayBuffer> | undefined {
  const numbers = touched.numbers.filter((tag) => hasTests(config, tag));
  const textTags = [...touched.texts];
  const count = numbers.length + textTags.length;
  if (count === 0) return undefined;
  const bytes = new Uint8Array(count * HELD_BACK_BYTES);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const tag of numbers) {
    const isHeld = state.phase[tag] === Phase.held;
    const isSeen =
      state.phase[tag] !== Phase.empty && state.seenTime[tag]! > state.passedTime[tag]!;
    view.setInt32(at, tagIds[tag]!, true);
    view.setInt32(at + 4, (isHeld ? Kind.held : 0) | (isSeen ? Kind.seen : 0), true);
    view.setInt32(at + 8, state.heldStatus[tag]!, true);
    view.setInt32(at + 12, state.seenStatus[tag]!, true);
    view.setFloat64(at + 16, state.heldTime[tag]!, true);
    view.setFloat64(at + 24, state.heldValue[tag]!, true);
    view.setFloat64(at + 32, state.seenTime[tag]!, true);
    view.setFloat64(at + 40, state.seenValue[tag]!, true);
    at += HELD_BACK_BYTES;
  }
  for (const tag of textTags) {
    const isSeen = texts.isKnown[tag] === 1 && texts.seenTime[tag]! > texts.storedTime[tag]!;
    view.setInt32(at, tagIds[tag]!, true);
    view.setInt32(at + 4, isSeen ? Kind.seen | Kind.text : Kind.text, true);
    view.setFloat64(at + 32, texts.seenTime[tag]!, true);
    at += HELD_BACK_BYTES;
  }
  return bytes;
}

/** Reads one record. */
export function readHeldBack(bytes: Uint8Array, at: number): HeldBack {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HELD_BACK_BYTES);
  const kind = view.getInt32(4, true);
  const samples: HeldSample[] = [];
  if ((kind & Kind.held) !== 0) {
    const timeUs = view.getFloat64(16, true);
    samples.push({ timeUs, value: view.getFloat64(24, true), status: view.getInt32(8, true) });
  }
  if ((kind & Kind.seen) !== 0) {
    const timeUs = view.getFloat64(32, true);
    samples.push({ timeUs, value: view.getFloat64(40, true), status: view.getInt32(12, true) });
  }
  return { tagId: view.getInt32(0, true), samples, isText: (kind & Kind.text) !== 0 };
}
