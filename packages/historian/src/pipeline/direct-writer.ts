import {
  OUR_TIME_BIT,
  SAMPLE_RECORD_BYTES,
  StatusCode,
  type SampleBatch,
  type TextSample,
} from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';
import { DIRECT_PLAN, DIRECT_TEXT_PLAN, TagKind, type TagList } from '../tags/tag-list.ts';
import { packTexts, refuseInvalidTexts } from './pack-texts.ts';
import type { Pipeline } from './pipeline.ts';
import { FIRST_TIME_US, LAST_TIME_US } from '../tags/time-limits.ts';

// A frame stays well below what a shard takes at once.
const MOST_SAMPLES_PER_FRAME = 32_768;

/** The way in for samples that a program has already. */
export interface Writer {
  /** Resolves when the samples would survive anything. @throws HistorianError SAMPLE_INVALID, STOPPED */
  write(batch: SampleBatch): Promise<void>;
  /** As `write`, of text tags. */
  writeTexts(samples: readonly TextSample[]): Promise<void>;
  /** As `write`, of marks: whatever comes next ends them. */
  writeMarks(batch: SampleBatch): Promise<void>;
  /** As `writeMarks`, of text tags. */
  writeTextMarks(samples: readonly TextSample[]): Promise<void>;
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
  const put = async (plan: number, frames: readonly DirectFrame[]): Promise<void> => {
    const safe: Promise<void>[] = [];
    for (const { source, payload } of frames) {
      // Many may wait at once, and the first may fill the queue again: each looks once more when it is its turn.
      for (let ready = pipeline.whenReady(source); ready !== undefined;) {
        await ready;
        ready = pipeline.whenReady(source);
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      const frame = { plan, receivedUs: nowUs(), status: StatusCode.good };
      if (!pipeline.push(source, { ...frame, payload }, resolve)) throw stoppedError();
      safe.push(promise);
    }
    pipeline.flush();
    await Promise.all(safe);
  };
  const untilSafe = async (plan: number, frames: readonly DirectFrame[]): Promise<void> => {
    const done = Promise.withResolvers<void>();
    waiting.add(done);
    put(plan, frames).then(done.resolve, done.reject);
    await done.promise.finally(() => waiting.delete(done));
  };
  return {
    async write(batch) {
      const list = current();
      refuseInvalid(batch, list);
      await untilSafe(DIRECT_PLAN, packFrames(batch, list.sourceOfTag, withoutBit));
    },
    async writeTexts(samples) {
      const list = current();
      refuseInvalidTexts(samples, list);
      await untilSafe(DIRECT_TEXT_PLAN, packTexts(withStatus(samples, withoutBit), list));
    },
    writeMarks: (batch) =>
      untilSafe(DIRECT_PLAN, packFrames(batch, current().sourceOfTag, withBit)),
    writeTextMarks: (samples) =>
      untilSafe(DIRECT_TEXT_PLAN, packTexts(withStatus(samples, withBit), current())),
    stop() {
      for (const { reject } of waiting) reject(stoppedError());
    },
  };
}

// The bit is the house's own: a program that sets it means nothing by it.
const withoutBit = (status: number): number => status & ~OUR_TIME_BIT;
const withBit = (status: number): number => status | OUR_TIME_BIT;

function withStatus(
  samples: readonly TextSample[],
  change: (status: number) => number,
): TextSample[] {
  return samples.map((sample) => ({ ...sample, status: change(sample.status) }));
}

function stoppedError(): HistorianError {
  return new HistorianError('STOPPED', 'the historian stopped before the samples were safe');
}

function refuseInvalid({ tag, time, length }: SampleBatch, { kinds, inUse }: TagList): void {
  for (let at = 0; at < length; at++) {
    const position = tag[at]!;
    if (kinds[position] !== TagKind.number) {
      const expected = expectedTag(kinds[position], inUse);
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

function expectedTag(kind: number | undefined, inUse: Int32Array): string {
  if (kind === TagKind.text) return 'a tag that holds numbers';
  const lowest = inUse[0] ?? 0;
  const highest = inUse.at(-1) ?? -1;
  // Nearly always there are no gaps between the positions.
  const isDense = highest - lowest + 1 === inUse.length;
  return isDense ? `a tag from ${lowest} to ${highest}` : 'a tag that is there';
}

/** What a program writes of one source. */
export interface DirectFrame {
  readonly source: number;
  readonly payload: Uint8Array;
}

/** Packs samples into frames of one source each, in the order of the batch within a source. */
function packFrames(
  { tag, time, value, status, length }: SampleBatch,
  sourceOfTag: Int32Array,
  change: (status: number) => number,
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
    view.setInt32(place + 20, change(status[at]!), true);
    if (place + SAMPLE_RECORD_BYTES === view.byteLength) close(source);
  }
  for (const source of open.keys()) close(source);
  return frames;
}
