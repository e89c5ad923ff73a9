import { createHistorian } from '@varve/historian';
import type { DriverHost, SourceDefinition } from '@varve/protocols';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { historianCollector, historianReader } from '../../../src/main/historian-collector.ts';
import { readHealth } from '../../../src/features/status/read-health.ts';
import { startTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const HOUR_MS = 3_600_000;
const UNCERTAIN = 0x4000_0000;

const METER: SourceDefinition = {
  name: 'meter',
  protocol: 'modbus',
  host: '127.0.0.1',
  tags: [{ name: 'r', address: 0, rawType: 'uint16' }],
};

describe('the health of a server', () => {
  let database: TestDatabase;
  let tenant: string;
  let tests = 0;
  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());
  beforeEach(() => {
    tenant = `clock-${tests++}`;
  });

  /** Starts a historian by a clock that is so far off, with a meter that says what the test says. */
  async function start(offset: { ms: number }) {
    await using started = new AsyncDisposableStack();
    let host: DriverHost | undefined;
    let lastUs = 0;
    const historian = await createHistorian({
      database: database.connectionString,
      tenant,
      directory: `${database.directory}/${tenant}`,
      sources: [METER],
      flushIntervalMs: 20,
      workers: 1,
      nowUs: () => (lastUs = Math.max(lastUs + 1, (Date.now() + offset.ms) * 1_000)),
      startDriver(_source, _plans, given) {
        host = given;
        given.stateChanged('connected');
        return { stop: () => Promise.resolve() };
      },
    });
    started.use(historian);
    const collector = historianCollector(historian);
    const reader = historianReader(historian);
    const server = { version: '0.1.0', uptimeSeconds: () => 1 };
    const read = (value: number): void => {
      const payload = Uint8Array.of(3, 2, value >> 8, value & 0xff);
      host!.push({ plan: 0, receivedUs: host!.nowUs(), status: 0, payload });
    };
    const running = started.move();
    return {
      health: () => readHealth({ collector, reader, server }),
      latest: () => collector.latest(historian.tags.map(({ id }) => id)),
      read,
      [Symbol.asyncDispose]: () => running.disposeAsync(),
    };
  }

  test('is degraded while its clock is behind what is stored, and says so', async () => {
    {
      await using early = await start({ ms: 0 });
      early.read(1);
      await expect.poll(() => early.latest()).toMatchObject([{ value: 1, status: 0 }]);
      expect(await early.health()).toMatchObject({
        status: 'healthy',
        clock: { isBehind: false, lastStep: null },
      });
    }
    await using late = await start({ ms: -2 * HOUR_MS });
    expect(await late.health()).toMatchObject({ status: 'degraded', clock: { isBehind: true } });
    late.read(2);
    await expect.poll(() => late.latest()).toMatchObject([{ value: 2, status: UNCERTAIN }]);
  });

  test('says when its clock was set last and by how much, and is well once it is right', async () => {
    {
      await using early = await start({ ms: 0 });
      early.read(1);
      await expect.poll(() => early.latest()).toMatchObject([{ value: 1, status: 0 }]);
    }
    const offset = { ms: -2 * HOUR_MS };
    await using late = await start(offset);
    expect(await late.health()).toMatchObject({ clock: { isBehind: true, lastStep: null } });
    offset.ms = 0;
    const setMs = Date.now();
    await expect.poll(async () => (await late.health()).clock?.lastStep).not.toBeNull();
    const { status, clock } = await late.health();
    expect([status, clock?.isBehind]).toEqual(['healthy', false]);
    expect(Math.abs(clock!.lastStep!.byMs - 2 * HOUR_MS)).toBeLessThan(1_000);
    expect(clock!.lastStep!.timeMs).toBeGreaterThanOrEqual(setMs);
    expect(clock!.lastStep!.timeMs).toBeLessThanOrEqual(Date.now() + 1);
  });
});
