import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHistorianProcess } from '../support/historian-process.ts';
import { compareNumbers, type NumberRange } from '../support/numbered-samples.ts';
import {
  removeFolder,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from '../support/test-database.ts';

let server: TestServer;
let directory: string;

beforeAll(async () => {
  server = await startTestServer();
  directory = await temporaryFolder();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeFolder(directory);
});

const countOf = (ranges: readonly NumberRange[]): number =>
  ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);

test('samples that waited when the historian was killed are stored after the next start, each once', async () => {
  const tenant = 'killed-while-waiting';
  const acknowledged: NumberRange[] = [];
  let firstNumber = 0;
  let storedBeforeKill = 0;
  for (const isLast of [false, false, true]) {
    await using running = startHistorianProcess();
    await running.told('loaded');
    const order = { database: server.connectionString, tenant, directory, firstNumber };
    running.start({ ...order, storeIntervalMs: 60_000, pauseMs: 5 });
    await running.told('ready');
    while (running.acknowledged.length < 20) await delay(5);
    if (isLast) {
      // The interval is not over: a stop does not wait for it.
      running.tell({ kind: 'stop', empty: false });
      await running.told('stopped');
    } else {
      await running.kill();
      const { missing } = await compareNumbers(server, tenant, running.acknowledged);
      storedBeforeKill += countOf(running.acknowledged) - missing;
    }
    acknowledged.push(...running.acknowledged);
    firstNumber = running.nextNumber;
  }
  // They all waited.
  expect(storedBeforeKill).toBe(0);
  const { missing, twice, wrong } = await compareNumbers(server, tenant, acknowledged);
  expect({ missing, twice, wrong }).toEqual({ missing: 0, twice: 0, wrong: 0 });
}, 240_000);
