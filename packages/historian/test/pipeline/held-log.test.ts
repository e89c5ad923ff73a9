import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSampleBatch, StatusCode, type SampleBatch } from '@varve/protocols';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFilterConfig } from '../../src/filter/filter-config.ts';
import { filterSamples } from '../../src/filter/filter-samples.ts';
import { flushTag, type Filters } from '../../src/filter/tag-filter.ts';
import { createFilterState } from '../../src/filter/filter-state.ts';
import { packHeldBack, readHeldBack } from '../../src/filter/held-back.ts';
import { openSpool } from '../../src/resume/open-spool.ts';
import { heldSamples, withWaiting } from '../../src/resume/resume-filters.ts';
import { createHeldLog } from '../../src/pipeline/held-log.ts';
import { createTextState } from '../../src/worker/text-state.ts';
import { batchOf, samplesOf, type Sample } from '../support/samples.ts';

const TAG_ID = 77;
const TAG_IDS = Int32Array.of(TAG_ID);
const NUMBERS = Int32Array.of(0);
const texts = createTextState(1);

function createFilters(filter: { excDev?: number; compDev?: number }): Filters {
  return { config: createFilterConfig([{ name: 'a', filter }]), state: createFilterState(1) };
}

function feed(filters: Filters, samples: readonly Sample[]): SampleBatch {
  const output = createSampleBatch(0);
  filterSamples({ ...filters, tag: 0, output }, batchOf(samples), 0, samples.length);
  return output;
}

const pack = (filters: Filters) =>
  packHeldBack(filters, texts, { numbers: NUMBERS, texts: [] }, TAG_IDS)!;

const ramp = (count: number): Sample[] =>
  Array.from({ length: count }, (_, at) => ({ tag: 0, time: at + 1, value: at / 10, status: 0 }));

describe('what is held back', () => {
  test('of a tag without tests is nothing, and takes no record', () => {
    const filters = createFilters({});
    feed(filters, ramp(5));
    expect(packHeldBack(filters, texts, { numbers: NUMBERS, texts: [] }, TAG_IDS)).toBeUndefined();
  });

  test('is the sample at the door and the newest suppressed one', () => {
    const filters = createFilters({ excDev: 0.25, compDev: 1 });
    feed(filters, ramp(5));
    expect(readHeldBack(pack(filters), 0)).toEqual({
      tagId: TAG_ID,
      isText: false,
      samples: [
        { timeUs: 4, value: 0.3, status: 0 },
        { timeUs: 5, value: 0.4, status: 0 },
      ],
    });
  });

  test('is nothing after a flush', () => {
    const filters = createFilters({ compDev: 1 });
    feed(filters, ramp(5));
    flushTag({ ...filters, tag: 0, output: createSampleBatch(0) });
    expect(readHeldBack(pack(filters), 0).samples).toEqual([]);
  });

  test('with what is stored keeps every received sample within the deviations, wherever a kill cuts', () => {
    const samples = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
      minLength: 2,
      maxLength: 60,
    });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 20 }), (values, groupSize) => {
        const filters = createFilters({ excDev: 0.5, compDev: 1 });
        const received = values.map((value, at) => ({ tag: 0, time: at + 1, value, status: 0 }));
        const stored: Sample[] = [];
        const records = [];
        for (let from = 0; from < received.length; from += groupSize) {
          stored.push(...samplesOf(feed(filters, received.slice(from, from + groupSize))));
          records.push(readHeldBack(pack(filters), 0));
        }
        const newest = stored.at(-1)!;
        const known = new Map([
          [0, { tagId: TAG_ID, time: newest.time, value: newest.value, status: 0 }],
        ]);
        const waiting = heldSamples(records, new Map([[TAG_ID, 0]]), known);
        const kept = [...stored, ...samplesOf(waiting)];
        for (const { time, value } of received) {
          expect(Math.abs(valueAt(kept, time) - value)).toBeLessThanOrEqual(1.5 + 1e-9);
        }
      }),
    );
  });
});

describe('what an earlier run held back', () => {
  const positions = new Map([[TAG_ID, 0]]);
  const stored = (time: number, value: number | null, status = 0) =>
    new Map([[0, { tagId: TAG_ID, time, value, status }]]);
  const waiting = (...timesUs: number[]) => ({
    tagId: TAG_ID,
    isText: false,
    samples: timesUs.map((timeUs) => ({ timeUs, value: 1, status: 0 })),
  });
  const times = (batch: SampleBatch) => samplesOf(batch).map(({ time }) => time);

  test('is what its last record says, and nothing that was stored since', () => {
    expect(times(heldSamples([waiting(5), waiting(6, 8)], positions, stored(4, 1)))).toEqual([
      6, 8,
    ]);
    expect(times(heldSamples([waiting(5), waiting()], positions, stored(5, 1)))).toEqual([]);
    expect(times(heldSamples([waiting(5, 6)], positions, stored(5, 1)))).toEqual([6]);
  });

  test.each([
    { name: 'a mark', newest: stored(100, null, StatusCode.badNoCommunication) },
    { name: 'a value from before the clock was set back', newest: stored(100, 1) },
  ])('goes in though $name stands ahead of it', ({ newest }) => {
    const batch = heldSamples([waiting(6, 8)], positions, newest);
    expect(times(batch)).toEqual([6, 8]);
    expect(withWaiting(newest, batch).get(0)).toMatchObject({ time: 8, value: 1, status: 0 });
  });
});

/** Reads kept samples by straight lines. */
function valueAt(kept: readonly Sample[], time: number): number {
  const after = kept.findIndex((sample) => sample.time >= time);
  expect(after, `nothing is kept at or after ${time}`).not.toBe(-1);
  const next = kept[after]!;
  if (next.time === time) return next.value;
  const before = kept[after - 1]!;
  const share = (time - before.time) / (next.time - before.time);
  return before.value + share * (next.value - before.value);
}

describe('the log of what is held back', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'varve-held-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = () =>
    openSpool({
      folder,
      quotaBytes: 1e9,
      whenFull: 'block',
      nowUs: () => 1,
      onEvent: () => undefined,
    });

  test('is found by the next run, with the receipts, and apart from what sinks get', async () => {
    const { spool } = await open();
    const log = createHeldLog(spool, []);
    const filters = createFilters({ compDev: 1 });
    feed(filters, ramp(3));
    await log.put({ records: [pack(filters)], receipts: [{ source: 'mill', receipt: '17' }] }, 0);
    feed(filters, ramp(6).slice(3));
    await log.put({ records: [pack(filters)], receipts: [] }, 0);
    log.stop();
    expect(spool.stats()).toMatchObject({ blocks: 0, oldestUs: undefined });
    await spool.close();
    const again = await open();
    expect(again.recovered).toEqual([]);
    expect(again.held.receipts).toEqual([{ source: 'mill', receipt: '17' }]);
    expect(again.held.records.map(({ samples }) => samples.at(-1)?.timeUs)).toEqual([3, 6]);
    await again.spool.close();
  });

  test('counts only where the samples of its group were written too', async () => {
    const { spool } = await open();
    const log = createHeldLog(spool, []);
    const filters = createFilters({ compDev: 1 });
    const receiptsOf = (receipt: string) => [{ source: 'mill', receipt }];
    const group = async (receipt: string) => {
      feed(filters, ramp(3));
      const held = log.put({ records: [pack(filters)], receipts: receiptsOf(receipt) }, 1);
      return { held };
    };
    const block = { series: 'samples', parts: [], rowCount: 1, firstTimeUs: 1, lastTimeUs: 1 };
    const { held } = await group('written');
    await Promise.all([held, spool.append(block)]);
    await (
      await group('cut')
    ).held;
    log.stop();
    await spool.close();
    const again = await open();
    expect(again.held.receipts).toEqual(receiptsOf('written'));
    expect(again.held.records).toHaveLength(1);
    await again.spool.close();
  });

  test('leaves nothing behind when it is cleared', async () => {
    const { spool } = await open();
    const log = createHeldLog(spool, []);
    const filters = createFilters({ compDev: 1 });
    feed(filters, ramp(3));
    await log.put({ records: [pack(filters)], receipts: [] }, 0);
    log.clear();
    log.stop();
    await spool.close();
    const again = await open();
    expect(again.held.blocks).toEqual([]);
    await again.spool.close();
  });
});
