import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StatusCode } from '@varve/protocols';
import { encodeArchive } from '../../src/seal/encode-archive.ts';
import { createSampleEncoder, type SampleStorage } from '../../src/segment/sample-encoder.ts';
import { sortSamples } from '../../src/segment/sort-samples.ts';
import { createBlockWriter } from '../../src/store/block-writer.ts';
import { columnsOf } from './slow-columns.ts';
import { bitsOfNumber, type SlowSample } from './slow-segment.ts';

/**
 * Stores samples of tags as what is asked for, each call under an entry of the ledger of its own: `archive` is segments alone, of however few
 * samples, as sealing leaves them.
 */
export type StoreSamples = (
  storage: SampleStorage | 'archive',
  samples: readonly (SlowSample & { readonly tag: number })[],
) => Promise<void>;

/** Writes as the historian does, on connections of its own. */
export function sampleStore(connectionString: string): StoreSamples {
  let blockNo = 0;
  const spoolId = randomUUID();
  const deadLetterFile = join(tmpdir(), `${spoolId}.jsonl`);
  const options = { connectionString, spoolId, deadLetterFile, silenceMs: 60_000 };
  const writers = {
    rows: createBlockWriter({ ...options, storage: 'rows' }),
    segments: createBlockWriter({ ...options, storage: 'segments' }),
    archive: createBlockWriter({ ...options, storage: 'segments' }),
  };
  return async (storage, samples) => {
    const sorted = sortSamples(columnsOf(samples));
    const encoder = createSampleEncoder(storage === 'rows' ? 'rows' : 'segments');
    const encoded = encoder.encode(sorted, undefined);
    const block = storage === 'archive' ? { ...encoded, parts: encodeArchive(sorted) } : encoded;
    const outcome = await writers[storage].store([{ ...block, blockNo: blockNo++ }], undefined);
    if (!outcome.stored || outcome.refused !== undefined) throw new Error(JSON.stringify(outcome));
  };
}

const STATUSES = [
  StatusCode.badTimeout,
  StatusCode.bad,
  StatusCode.uncertain,
  StatusCode.uncertainLastUsableValue,
  1,
];

/** Samples of which no two have one time: dense hours, lonely samples and hours of nothing, of all statuses. */
export function randomSamples(
  random: () => number,
  span: { readonly fromUs: number; readonly toUs: number },
): SlowSample[] {
  const samples: SlowSample[] = [];
  let time = span.fromUs;
  let walk = 50;
  while (time < span.toUs) {
    // A run of one pace, statuses and kind of values.
    const length = 1 + Math.floor(random() ** 2 * 200);
    const stepUs = [1e6, 1e6, 17_003, 60e6, 250_000][Math.floor(random() * 5)]!;
    const jitterUs = random() < 0.5 ? 0 : 1 + Math.floor((random() * stepUs) / 2);
    const oddity = random() < 0.6 ? 0 : 0.1;
    const round = [1, 10, 1_000, 1e15][Math.floor(random() * 4)]!;
    for (let at = 0; at < length && time < span.toUs; at++) {
      walk += random() - 0.5;
      const status = random() < oddity ? STATUSES[Math.floor(random() * STATUSES.length)]! : 0;
      const isNull = status < 0 && random() < 0.7;
      const value = random() < oddity / 5 ? Number.NaN : Math.round(walk * round) / round;
      samples.push({ time, bits: isNull ? undefined : bitsOfNumber(value), status });
      time += stepUs + Math.floor(random() * jitterUs);
    }
    time += Math.floor(random() ** 3 * 3 * 3_600e6);
  }
  return samples;
}

/** Shares samples out to be stored: runs in segments, segments that lie across others, late rows, and some a second time. */
export function shareOut(
  samples: readonly SlowSample[],
  random: () => number,
): { readonly storage: SampleStorage; readonly samples: readonly SlowSample[] }[] {
  const shares: { storage: SampleStorage; samples: SlowSample[] }[] = [];
  const late: SlowSample[] = [];
  for (let from = 0; from < samples.length;) {
    const run = samples.slice(from, from + 20 + Math.floor(random() * 600));
    from += run.length;
    const kind = random();
    if (kind < 0.1) shares.push({ storage: 'rows', samples: run });
    else if (kind < 0.75) shares.push({ storage: 'segments', samples: run });
    else {
      const isLate = run.map(() => random() < 0.2);
      shares.push({ storage: 'segments', samples: run.filter((_, at) => !isLate[at]) });
      late.push(...run.filter((_, at) => isLate[at]));
    }
    if (random() < 0.15) late.push(...run.filter(() => random() < 0.3));
  }
  const middle = late.length >> 1;
  shares.push({ storage: 'segments', samples: late.slice(0, middle) });
  shares.push({
    storage: 'rows',
    samples: [...late.slice(middle), ...late.slice(middle, middle + 5)],
  });
  return shares.filter((share) => share.samples.length > 0);
}

/** Runs of values that are hard to keep, each of one kind: 20 of each, a second apart and a minute between. */
export function oddRuns(fromUs: number): SlowSample[][] {
  const doubles = [Number.NaN, -0, 0, Infinity, -Infinity, 5e-324, Number.MAX_VALUE, 1 / 3];
  const runs: ((at: number) => bigint | undefined)[] = [
    (at) => bitsOfNumber(doubles[at % doubles.length]!),
    // NaN of which each carries something else.
    (at) => 0xfff8_0000_0000_0000n + BigInt(at),
    (at) => bitsOfNumber(Math.fround(Math.sqrt(at))),
    (at) => bitsOfNumber(at * 0.1),
    (at) => bitsOfNumber(at / 1e6),
    (at) => bitsOfNumber(2_147_483_647 - at),
    (at) => bitsOfNumber(2 ** 40 + at ** 5 / 10),
    (at) => bitsOfNumber(Math.sin(at) * 1e300),
    (at) => (at % 3 === 0 ? undefined : bitsOfNumber(at / 10)),
    (at) => (at % 3 === 0 ? undefined : bitsOfNumber(Math.fround(0.1))),
    () => undefined,
    () => bitsOfNumber(Number.NaN),
    () => 0x7ff8_0000_0000_0123n,
    () => bitsOfNumber(-0),
  ];
  return runs.map((valueAt, run) =>
    Array.from({ length: 20 }, (_, at) => ({
      time: fromUs + run * 60e6 + at * 1e6 + (run % 3) * (at % 2),
      bits: valueAt(at),
      status: run % 2 === 0 ? 0 : at - 20,
    })),
  );
}
