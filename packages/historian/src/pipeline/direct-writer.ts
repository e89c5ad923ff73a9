import { OUR_TIME_BIT, StatusCode, type SampleBatch, type TextSample } from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';
import { DIRECT_PLAN, DIRECT_TEXT_PLAN, type TagList } from '../tags/tag-list.ts';
import type { DirectFrame } from './direct-frame.ts';
import { packSamples, refuseInvalidSamples } from './pack-samples.ts';
import { packTexts, refuseInvalidTexts } from './pack-texts.ts';
import type { Pipeline } from './pipeline.ts';

/** The way in for samples that a program has already. */
export interface DirectWriter {
  /** Resolves when the samples are synced to disk. @throws HistorianError SAMPLE_INVALID, STOPPED */
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
export function createDirectWriter(
  pipeline: Pipeline,
  current: () => TagList,
  nowUs: () => number,
): DirectWriter {
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
      refuseInvalidSamples(batch, list);
      await untilSafe(DIRECT_PLAN, packSamples(batch, list.sourceOfTag, withoutBit));
    },
    async writeTexts(samples) {
      const list = current();
      refuseInvalidTexts(samples, list);
      await untilSafe(DIRECT_TEXT_PLAN, packTexts(withStatus(samples, withoutBit), list));
    },
    writeMarks: (batch) =>
      untilSafe(DIRECT_PLAN, packSamples(batch, current().sourceOfTag, withBit)),
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
