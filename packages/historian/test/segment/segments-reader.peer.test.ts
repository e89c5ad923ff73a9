import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs, psql, PYTHON } from '../../../../test/requirement.ts';
import { decodeParts } from '../../src/segment/decode-parts.ts';
import { createSampleEncoder } from '../../src/segment/sample-encoder.ts';
import { valueKey } from '../support/any-run.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { codeBlocks } from '../support/segments-page.ts';
import { columnsOf, samplesIn } from '../support/slow-columns.ts';
import { oddRuns, randomSamples, sampleStore } from '../support/stored-samples.ts';
import {
  removeFolder,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from '../support/test-database.ts';

const execute = promisify(execFile);
const START_US = Date.UTC(2026, 4, 4) * 1_000;
const SEED = 7;
const PYTHON_WORDS: Readonly<Record<string, string>> = {
  nan: 'NaN',
  inf: 'Infinity',
  '-inf': '-Infinity',
  None: 'NULL',
};

describe('the Python of the page about segments', needs(psql), () => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    server = await startTestServer();
    folder = await temporaryFolder();
    const [program] = await codeBlocks('python');
    await writeFile(join(folder, 'read_segments.py'), program!);
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await removeFolder(folder);
  });

  test.each([
    {
      name: 'random samples',
      tag: 1,
      runs: [
        randomSamples(seededRandom(SEED), { fromUs: START_US, toUs: START_US + 40 * 3_600e6 }),
      ],
    },
    { name: 'odd values', tag: 2, runs: oddRuns(START_US) },
    { name: 'times before 1970', tag: 3, runs: oddRuns(Date.UTC(1901, 0, 1) * 1_000) },
  ])('reads $name as the library does', async ({ tag, runs }) => {
    const store = sampleStore(server.connectionString);
    const encoder = createSampleEncoder('segments');
    const expected: string[] = [];
    for (const run of runs) {
      const samples = run.map((sample) => ({ ...sample, tag }));
      await store('segments', samples);
      const { parts } = encoder.encode(columnsOf(samples), undefined);
      const segments = parts.filter(({ target }) => target.table === 'timeseries.segments');
      for (const { time, bits, status } of samplesIn(decodeParts(segments))) {
        expected.push(`${time} ${valueKey(bits)} ${status}`);
      }
    }
    const program = [join(folder, 'read_segments.py'), server.connectionString, String(tag)];
    const { stdout } = await execute(PYTHON, program, { maxBuffer: 2 ** 27 });
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => {
        const [us, value, status] = line.split(' ');
        const word = PYTHON_WORDS[value!] ?? String(Number(value));
        return `${us} ${word} ${status}`;
      });
    expect(found.length, `seed ${SEED}`).toBeGreaterThan(100);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });
});
