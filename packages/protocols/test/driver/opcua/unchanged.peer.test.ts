import { join } from 'node:path';
import { StatusCode } from '@varve/protocols';
import { StatusCodes } from 'node-opcua';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { opcUaSource, useOpcUa } from '../../support/opcua-harness.ts';
import { startOpcUaServer, type TestServer } from '../../support/opcua-server.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

const LONG_AGO = new Date('2026-01-01T00:00:00Z');
const HOUR_MS = 3_600_000;

const harness = useOpcUa();
let server: TestServer;
let proxy: TcpProxy;

beforeAll(async () => {
  server = await startOpcUaServer(harness.directory);
  proxy = await startTcpProxy(() => server.port);
  server.add('moving');
  server.move('moving');
  server.add('still', { value: 5, time: LONG_AGO });
});
afterEach(() => proxy.accept());
afterAll(async () => {
  await proxy?.[Symbol.asyncDispose]();
  await server?.stop();
});

const sourceOf = (...tags: Parameters<typeof opcUaSource>[1]) => opcUaSource(proxy.port, tags);

describe('a value that does not change', () => {
  test('is a sample at its own time, and one at the time of each connection', async () => {
    const began = Date.now() * 1_000;
    const { samples, until, untilGood, state } = harness.start(sourceOf('moving', 'still'));
    await until(() => samples('still').length === 2);
    expect(state()).toBe('connected');
    const [own, again] = samples('still');
    expect(own).toMatchObject({ time: LONG_AGO.getTime() * 1_000, value: 5, status: 0 });
    expect(own!.isOurTime).toBe(false);
    expect(again).toMatchObject({ value: 5, status: 0, isOurTime: true });
    expect(again!.time).toBeGreaterThan(began - 1_000_000);

    const cutUs = Date.now() * 1_000;
    proxy.refuse();
    await until(() => state() === 'disconnected');
    expect(samples('still').at(-1)).toMatchObject({
      value: Number.NaN,
      status: StatusCode.badNoCommunication,
    });
    proxy.accept();
    await untilGood('still', 'moving');
    expect(samples('still').at(-1)).toMatchObject({ value: 5, isOurTime: true });
    expect(samples('still').at(-1)!.time).toBeGreaterThan(cutUs);
  });

  test('is Good again after the historian starts anew', async () => {
    for (let run = 0; run < 2; run++) {
      const { samples, until } = harness.start(sourceOf('still'));
      await until(() => samples('still').some(({ isOurTime }) => isOurTime));
      expect(samples('still').map(({ value, status }) => [value, status])).toEqual([
        [5, 0],
        [5, 0],
      ]);
      await harness.stop();
    }
  });

  test('is Good again after the server starts anew, with another certificate', async () => {
    const other = await startOpcUaServer(harness.directory);
    other.add('still', { value: 5, time: LONG_AGO });
    const { state, until, latest, untilGood } = harness.start(opcUaSource(other.port, ['still']));
    await untilGood('still');
    await other.stop();
    await until(() => state() === 'disconnected');
    expect(latest('still')?.status).toBe(StatusCode.badNoCommunication);
    const elsewhere = join(harness.directory, 'elsewhere');
    const again = await startOpcUaServer(elsewhere, { port: other.port });
    again.add('still', { value: 5, time: LONG_AGO });
    await untilGood('still');
    await again.stop();
  });

  test('is not told twice where its device’s clock is behind, as long as it moves', async () => {
    server.add('behind');
    server.move('behind', -5 * HOUR_MS);
    const { samples, until } = harness.start(sourceOf('behind', 'still'));
    await until(() => samples('still').length === 2 && samples('behind').length > 10);
    expect(samples('behind').every(({ isOurTime, status }) => !isOurTime && status === 0)).toBe(
      true,
    );
    expect(samples('behind').every(({ time }) => time < (Date.now() - 4 * HOUR_MS) * 1_000)).toBe(
      true,
    );
  });

  test('ends each outage where its device’s clock is ahead, however often the historian starts', async () => {
    const aheadUs = (Date.now() + 100_000) * 1_000;
    server.add('ahead-still', { value: 3, time: new Date(aheadUs / 1_000) });
    for (let run = 0; run < 2; run++) {
      const { samples, until } = harness.start(sourceOf('ahead-still'));
      await until(() => samples('ahead-still').length === 2);
      expect(samples('ahead-still').map(({ isOurTime }) => isOurTime)).toEqual([false, true]);
      await harness.stop();
    }
  });

  test('is told at our time where its device’s clock is ahead, too', async () => {
    const aheadMs = Date.now() + 200_000;
    server.add('ahead', { value: 3, time: new Date(aheadMs) });
    const { samples, until, untilGood, state } = harness.start(sourceOf('ahead', 'moving'));
    await untilGood('ahead');
    proxy.cut();
    await until(() => state() === 'disconnected');
    await untilGood('ahead');
    expect(samples('ahead')[0]).toMatchObject({ time: aheadMs * 1_000, isOurTime: false });
    expect(samples('ahead').at(-1)).toMatchObject({ value: 3, isOurTime: true });
  });
});

describe('a source whose time stands still', () => {
  test('has its values Uncertain at the time of the server, once they change', async () => {
    server.add('frozen', { value: 1, time: LONG_AGO });
    const { samples, latest, until } = harness.start(sourceOf('frozen'));
    await until(() => samples('frozen').length === 2);
    const changedUs = Date.now() * 1_000;
    for (const value of [2, 3]) {
      server.set('frozen', { value, time: LONG_AGO });
      await until(() => latest('frozen')?.value === value);
      expect(latest('frozen')).toMatchObject({ status: StatusCode.uncertain, isOurTime: true });
      expect(latest('frozen')!.time).toBeGreaterThan(changedUs - 1_000_000);
    }
    // Its clock goes again.
    const time = new Date();
    server.set('frozen', { value: 4, time });
    await until(() => latest('frozen')?.value === 4);
    const own = { time: time.getTime() * 1_000, status: 0, isOurTime: false };
    expect(latest('frozen')).toMatchObject(own);
  });

  test('keeps the status that it has with the same value', async () => {
    server.add('doubted', { value: 1, time: LONG_AGO });
    const { samples, latest, until } = harness.start(sourceOf('doubted'));
    await until(() => samples('doubted').length === 2);
    const status = StatusCodes.UncertainLastUsableValue;
    server.set('doubted', { value: 1, time: LONG_AGO, status });
    await until(() => latest('doubted')?.status === StatusCode.uncertainLastUsableValue);
    expect(latest('doubted')).toMatchObject({ value: 1, isOurTime: true });
    server.set('doubted', { value: 1, time: LONG_AGO });
    await until(() => latest('doubted')?.status === StatusCode.good);
    expect(latest('doubted')!.time).toBeGreaterThan(LONG_AGO.getTime() * 1_000);
  });
});
