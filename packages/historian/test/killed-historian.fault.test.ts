import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sealHistory } from '@varve/historian';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atScale } from '../../../test/scale.ts';
import { startHistorianProcess, type HistorianProcess } from './support/historian-process.ts';
import { compareNumbers, type NumberRange } from './support/numbered-samples.ts';
import { seededRandom } from './support/seeded-random.ts';
import {
  removeFolder,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from './support/test-database.ts';

const SEED = Number(process.env['VARVE_FAULT_SEED'] ?? Date.now() % 1_000_000);
const KILLS = Number(process.env['VARVE_FAULT_KILLS'] ?? atScale({ reduced: 10, full: 50 }));
const KILLS_PER_TEST = 5;

let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await startTestServer();
  folder = await temporaryFolder();
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeFolder(folder);
});

const rounds = Array.from({ length: Math.ceil(KILLS / KILLS_PER_TEST) }, (_, round) => ({
  seed: SEED + round,
  kills: Math.min(KILLS_PER_TEST, KILLS - round * KILLS_PER_TEST),
  // Sealing drops what is there twice: whether something is, only the other rounds show.
  seals: round % 2 === 0,
  // Nobody waits for the interval: a kill comes before, while or after blocks are stored together.
  storeIntervalMs: [0, 100, 100, 0][round % 4]!,
}));

test.each(rounds)(
  'what was acknowledged is stored exactly once after $kills kills of the historian, sealing: $seals, stored every $storeIntervalMs ms (VARVE_FAULT_SEED=$seed)',
  async ({ seed, kills, seals, storeIntervalMs }) => {
    await server.query('UPDATE timeseries.sample_policies SET seal_after = $1', [
      seals ? '15 minutes' : null,
    ]);
    const random = seededRandom(seed);
    const directory = join(folder, String(seed));
    await mkdir(directory);
    const acknowledged: NumberRange[] = [];
    // Some spools are so small that files begin and end all the time, others so large that only one ever does.
    const quotaBytes = 65_536 * 8 ** Math.floor(random() * 4);
    const order = {
      database: server.connectionString,
      tenant: `killed-${seed}`,
      directory,
      spool: { quotaBytes, whenFull: 'block' as const },
      writers: 1 + Math.floor(random() * 4),
      samplesPerBatch: 1 + Math.floor(random() * 2_000),
      seals,
      storeIntervalMs,
    };
    let firstNumber = 0;
    let next = startHistorianProcess();
    for (let kill = 0; kill < kills; kill++) {
      const running: HistorianProcess = next;
      await running.told('loaded');
      running.start({ ...order, firstNumber });
      // One in five dies while it starts, the others while they write.
      if (random() > 0.2) await running.told('ready');
      // The next one loads its modules meanwhile.
      next = startHistorianProcess();
      await delay(10 + random() * 250);
      await running.kill();
      acknowledged.push(...running.acknowledged);
      firstNumber = running.nextNumber;
    }
    await using last = next;
    await last.told('loaded');
    last.start({ ...order, firstNumber });
    await last.told('ready');
    last.tell({ kind: 'stop', empty: true });
    await last.told('stopped');
    acknowledged.push(...last.acknowledged);
    if (seals) await sealHistory({ database: server.connectionString });
    const { rows, ...stored } = await compareNumbers(server, order.tenant, acknowledged);
    expect(stored).toEqual({ missing: 0, twice: 0, wrong: 0 });
    const count = acknowledged.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    expect(rows).toBeGreaterThanOrEqual(count);
    expect(count).toBeGreaterThan(0);
    await rm(directory, { recursive: true });
  },
);
