import { SAMPLE_RECORD_BYTES, StatusCode, type SampleBatch } from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';
import { DIRECT_PLAN, type TagList } from '../tag-list.ts';
import type { Pipeline } from './pipeline.ts';
import { FIRST_TIME_US, LAST_TIME_US } from './time-limits.ts';

// A frame stays well below what a shard takes at once.
const MOST_SAMPLES_PER_FRAME = 32_768;

/** The way in for samples that a program has already. */
export interface Writer {
  /** Resolves when the samples would survive anything. @throws HistorianError SAMPLE_INVALID, STOPPED */
  write(batch: SampleBatch): Promise<void>;
  /** Tells those who still wait that their samples may not be safe. */
  stop(): void;
}

/**
 * Makes a writer.
 *
 * @param current - the tags at the time
 */
export function createWriter(
  pipeline: Pipeline,
  current: () => TagList,
  nowUs: () => number,
): Writer {
  const waiting = new Set<PromiseWithResolvers<void>>();
  const put = async (batch: SampleBatch, { sourceOfTag }: TagList): Promise<void> => {
    const safe: Promise<void>[] = [];
    for (const { source, payload } of packFrames(batch, sourceOfTag)) {
      // Many may wait at once, and the first may fill the queue again: each looks once more when it is its turn.
      for (let ready = pipeline.whenReady(source); ready !== undefined;) {
        await ready;
        ready = pipeline.whenReady(source);
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      const frame = { plan: DIRECT_PLAN, receivedUs: nowUs(), status: StatusCode.good };
      if (!pipeline.push(source, { ...frame, payload }, resolve)) throw stoppedError();
      safe.push(promise);
    }
    pipeline.flush();
    await Promise.all(safe);
  };
  return {
    async write(batch) {
      const list = current();
      refuseInvalid(batch, list.inUse);
      const done = Promise.withResolvers<void>();
      waiting.add(done);
      put(batch, list).then(done.resolve, done.reject);
      await done.promise.finally(() => waiting.delete(done));
    },
    stop() {
      for (const { reject } of waiting) reject(stoppedError());
    },
  };
}

function stoppedError(): HistorianError {
  return new HistorianError('STOPPED', 'the historian stopped before the samples were safe');
}

function refuseInvalid({ tag, time, length }: SampleBatch, inUse: Int32Array): void {
  // Nearly always there are no gaps between the positions.
  const lowest = inUse[0] ?? 0;
  const highest = inUse.at(-1) ?? -1;
  const isDense = highest - lowest + 1 === inUse.length;
  const known = isDense ? undefined : new Set(inUse);
  for (let at = 0; at < length; at++) {
    const position = tag[at]!;
    const isKnown = position >= lowest && position <= highest && (known?.has(position) ?? true);
    if (!isKnown) {
      const expected = isDense ? `a tag from ${lowest} to ${highest}` : 'a tag that is there';
      throw new HistorianError(
        'SAMPLE_INVALID',
        `sample ${at}: expected ${expected}, got ${position}`,
      );
    }
    if (!(time[at]! >= FIRST_TIME_US && time[at]! < LAST_TIME_US)) {
      throw new HistorianError(
        'SAMPLE_INVALID',
        `sample ${at}: expected microseconds since 1970 of the years 1900 to 9999, got ${time[at]}`,
      );
    }
  }
}

interface DirectFrame {
  readonly source: number;
  readonly payload: Uint8Array;
}

/** Packs samples into frames of one source each, in the order of the batch within a source. */
function packFrames(
  { tag, time, value, status, length }: SampleBatch,
  sourceOfTag: Int32Array,
): DirectFrame[] {
  const frames: DirectFrame[] = [];
  const open = new Map<number, { readonly view: DataView; count: number }>();
  const close = (source: number): void => {
    const { view, count } = open.get(source)!;
    frames.push({ source, payload: new Uint8Array(view.buffer, 0, count * SAMPLE_RECORD_BYTES) });
    open.delete(source);
  };
  for (let at = 0; at < length; at++) {
    const source = sourceOfTag[tag[at]!]!;
    let frame = open.get(source);
    if (frame === undefined) {
      const samples = Math.min(length - at, MOST_SAMPLES_PER_FRAME);
      frame = { view: new DataView(new ArrayBuffer(samples * SAMPLE_RECORD_BYTES)), count: 0 };
      open.set(source, frame);
    }
    const { view } = frame;
    const place = frame.count++ * SAMPLE_RECORD_BYTES;
    view.setFloat64(place, time[at]!, true);
    view.setFloat64(place + 8, value[at]!, true);
    view.setInt32(place + 16, tag[at]!, true);
    view.setInt32(place + 20, status[at]!, true);
    if (place + SAMPLE_RECORD_BYTES === view.byteLength) close(source);
  }
  for (const source of open.keys()) close(source);
  return frames;
}
