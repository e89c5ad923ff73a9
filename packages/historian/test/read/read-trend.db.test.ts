import { createHistorian, type Historian } from '@varve/historian';
import { StatusCode } from '@varve/protocols';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { batchOf, type Sample } from '../support/samples.ts';
import { seededRandom } from '../support/seeded-random.ts';
import {
  ENGINES,
  removeFolder,
  temporaryFolder,
  type TestDatabase,
} from '../support/test-database.ts';

const START = Math.floor(Date.now() / 3_600_000 - 2) * 3_600_000_000;
const MINUTE = 60e6;
const WIDTH = 20;

interface Point {
  readonly us: number;
  readonly value: number;
  readonly status: number;
}

/** First, last, lowest, highest and first bad of each column of pixels, the slow way. */
function slowM4(samples: readonly Sample[], fromUs: number, toUs: number): Point[] {
  const column = ({ time }: Sample): number =>
    Math.floor(((time - fromUs) / (toUs - fromUs)) * WIDTH);
  const kept = [...Map.groupBy(samples, column).values()].flatMap((inColumn) => {
    const numbers = inColumn.filter(({ status, value }) => status >= 0 && !Number.isNaN(value));
    const lowest = numbers.toSorted(
      (one, other) => one.value - other.value || one.time - other.time,
    )[0];
    const highest = numbers.toSorted(
      (one, other) => other.value - one.value || other.time - one.time,
    )[0];
    const gap = inColumn.find(({ status, value }) => status < 0 || Number.isNaN(value));
    return [inColumn[0], inColumn.at(-1), lowest, highest, gap];
  });
  return [...new Set(kept)]
    .filter((sample) => sample !== undefined)
    .toSorted((one, other) => one.time - other.time)
    .map(({ time, value, status }) => ({ us: time, value: status < 0 ? NaN : value, status }));
}

for (const { engine, requirements, open } of ENGINES) {
  describe(`a trend on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let directory: string;
    let historian: Historian;
    /** Position of the tag of this test. */
    let tag = 0;

    beforeAll(async () => {
      database = await open();
      directory = await temporaryFolder();
      const tags = Array.from({ length: 20 }, (_, index) => ({ name: `tag-${index}` }));
      historian = await createHistorian({
        database: database.connectionString,
        directory,
        sources: [{ name: 'program', protocol: 'program', tags }],
      });
    });
    afterAll(async () => {
      await historian.stop();
      await removeFolder(directory);
      await database[Symbol.asyncDispose]();
    });
    beforeEach(() => {
      tag += 1;
    });

    async function store(samples: readonly Sample[]): Promise<void> {
      // Samples of another tag, which must not be seen.
      const others = samples.map((sample) => ({ ...sample, tag: 0, value: 1e9 }));
      await historian.write(batchOf([...samples.map((sample) => ({ ...sample, tag })), ...others]));
      await expect.poll(() => historian.stats().spool.blocks).toBe(0);
    }

    async function read(fromUs: number, toUs: number) {
      const tagId = historian.tags[tag]!.id;
      const trend = await historian.read.trend({ tagId, fromUs, toUs, widthPixels: WIDTH });
      const { times, values, statuses, sampleCount, method } = trend;
      const points = Array.from(times, (us, at) => ({
        us,
        value: values[at],
        status: statuses[at],
      }));
      return { points, sampleCount, method };
    }

    const at = (minute: number, value: number, status: number = StatusCode.good): Sample => ({
      tag: 0,
      time: START + minute * MINUTE,
      value,
      status,
    });
    const point = ({ time, value, status }: Sample): Point => ({ us: time, value, status });

    test('of few samples has them all, the start of the range included and its end not', async () => {
      const samples = [at(1, 1), at(2, 2), at(3, NaN, StatusCode.badTimeout), at(4, 4)];
      await store(samples);
      expect(await read(START + MINUTE, START + 4 * MINUTE)).toEqual({
        points: samples.slice(0, 3).map(point),
        sampleCount: 3,
        method: 'raw',
      });
    });

    test('begins at the left edge with the value that held there', async () => {
      await store([at(1, 1), at(5, 5)]);
      const { points, sampleCount } = await read(START + 3 * MINUTE, START + 9 * MINUTE);
      expect(points).toEqual([{ us: START + 3 * MINUTE, value: 1, status: 0 }, point(at(5, 5))]);
      expect(sampleCount).toBe(1);
    });

    test('begins with a gap where the last sample before is Bad, and with a value however old', async () => {
      await store([at(1, 1), at(40, NaN, StatusCode.badTimeout), at(60, 6)]);
      const [held] = (await read(START + 30 * MINUTE, START + 35 * MINUTE)).points;
      expect(held).toEqual({ us: START + 30 * MINUTE, value: 1, status: 0 });
      const [edge] = (await read(START + 50 * MINUTE, START + 61 * MINUTE)).points;
      expect(edge).toEqual({ us: START + 50 * MINUTE, value: NaN, status: StatusCode.badTimeout });
    });

    test('of nothing is empty', async () => {
      expect(await read(START, START + MINUTE)).toEqual({
        points: [],
        sampleCount: 0,
        method: 'raw',
      });
    });

    test('of many samples has those that M4 keeps, gaps included', async () => {
      const random = seededRandom(7);
      const samples = Array.from({ length: 3_000 }, (_, index): Sample => {
        const isBad = random() < 0.01;
        const isNoNumber = random() < 0.01;
        return {
          tag: 0,
          time: START + index * 1_000_003,
          value: isBad || isNoNumber ? NaN : Math.round(random() * 50),
          status: isBad
            ? StatusCode.badTimeout
            : random() < 0.1
              ? StatusCode.uncertain
              : StatusCode.good,
        };
      });
      await store(samples);
      const toUs = START + 3_000 * 1_000_003;
      const { points, sampleCount, method } = await read(START, toUs);
      expect({ sampleCount, method }).toEqual({ sampleCount: 3_000, method: 'm4' });
      // What is no number is stored as what it means.
      const stored = samples.map((sample) =>
        Number.isNaN(sample.value) && sample.status >= 0
          ? { ...sample, status: StatusCode.badSensorFailure }
          : sample,
      );
      expect(points).toEqual(slowM4(stored, START, toUs));
    });

    test.each([
      { fromUs: 5, toUs: 5 },
      { fromUs: 6, toUs: 5 },
      { fromUs: NaN, toUs: 5 },
    ])('from $fromUs to $toUs is refused', async ({ fromUs, toUs }) => {
      await expect(
        historian.read.trend({ tagId: 1, fromUs, toUs, widthPixels: WIDTH }),
      ).rejects.toMatchObject({ name: 'HistorianError', code: 'QUERY_INVALID' });
    });

    test.each([0, -1, 1.5, NaN])('of %d pixels is refused', async (widthPixels) => {
      await expect(
        historian.read.trend({ tagId: 1, fromUs: 0, toUs: 5, widthPixels }),
      ).rejects.toMatchObject({ name: 'HistorianError', code: 'QUERY_INVALID' });
    });
  });
}
