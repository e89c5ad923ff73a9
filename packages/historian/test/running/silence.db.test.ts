import { createHistorian, type Historian, type HistorianOptions } from '@varve/historian';
import {
  OUR_TIME_BIT,
  packSampleFrame,
  packTextFrame,
  StatusCode,
  type DriverHost,
  type SourceDefinition,
} from '@varve/protocols';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import {
  ENGINES,
  removeFolder,
  temporaryFolder,
  type TestDatabase,
} from '../support/test-database.ts';

const SECOND = 1_000_000;
const DAY = 86_400 * SECOND;
const { badNoCommunication, badShutdown, uncertain } = StatusCode;

for (const { engine, requirements, open } of ENGINES) {
  describe(`silence and clocks on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;
    let directory: string;
    let tenant: string;
    let tests = 0;

    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database[Symbol.asyncDispose]());
    beforeEach(async () => {
      directory = await temporaryFolder();
      tenant = `silence-${engine}-${tests++}`;
    });
    afterEach(() => removeFolder(directory));

    const mqtt = (options: { staleAfterMs?: number } = {}): SourceDefinition => ({
      name: 'device',
      protocol: 'mqtt',
      url: 'mqtt://127.0.0.1',
      ...options,
      topics: [
        {
          topic: 'd',
          timestampPath: 't',
          tags: [
            { name: 'v', path: 'v' },
            { name: 's', path: 's', dataType: 'text' },
          ],
        },
      ],
    });
    const modbus: SourceDefinition = {
      name: 'meter',
      protocol: 'modbus',
      host: '127.0.0.1',
      tags: [{ name: 'r', address: 0, rawType: 'uint16' }],
    };

    /** Starts a historian whose devices say what the test says. */
    const start = async (sources: SourceDefinition[], options: Partial<HistorianOptions> = {}) => {
      const hosts = new Map<string, DriverHost>();
      const historian = await createHistorian({
        database: database.connectionString,
        tenant,
        directory,
        sources,
        flushIntervalMs: 20,
        workers: 1,
        startDriver(source, _plans, host) {
          hosts.set(source.name, host);
          host.stateChanged('connected');
          return { stop: () => Promise.resolve() };
        },
        ...options,
      });
      const sendTo = (source: string, plan: number, payload: Uint8Array): Promise<void> => {
        const host = hosts.get(source)!;
        const frame = { plan, receivedUs: host.nowUs(), status: StatusCode.good, payload };
        return new Promise((resolve) => void host.push(frame, resolve));
      };
      return {
        historian,
        sendTo,
        json: (value: object) =>
          sendTo('device', 0, new TextEncoder().encode(JSON.stringify(value))),
        register: (value: number) => sendTo('meter', 0, Uint8Array.of(3, 2, 0, value)),
      };
    };

    const rows = (name: string, table = 'samples') =>
      database.query<{ us: number; value: number | string | null; status: number }>(
        `SELECT (extract(epoch FROM s.time) * 1000000)::float8 AS us, s.value, s.status
         FROM timeseries.${table} s JOIN timeseries.tags t ON t.id = s.tag_id
         JOIN tenants ON tenants.id = t.tenant_id
         WHERE tenants.name = $1 AND t.name = $2 ORDER BY s.time`,
        [tenant, name],
      );
    const statusesOf = async (name: string) => (await rows(name)).map(({ status }) => status);
    const latest = (historian: Historian, name: string) => {
      const { id } = historian.tags.find(({ definition }) => definition.name === name)!;
      return historian.latest([id])[0];
    };

    test('a value that nothing follows is Bad from the moment that its time was over', async () => {
      const { historian, json } = await start([mqtt({ staleAfterMs: 2_000 })]);
      await using _ = historian;
      const shown = () => latest(historian, 'v');
      const sentUs = Date.now() * 1_000 - 20 * SECOND;
      // Not waited for: that waits for the disk, and the time of what is shown runs meanwhile.
      void json({ t: sentUs / 1_000, v: 42, s: 'on' });
      await expect.poll(shown).toMatchObject({ value: 42, status: 0 });
      const tookUs = Date.now() * 1_000 - 20 * SECOND - sentUs;
      await expect.poll(() => shown()?.status).toBe(badNoCommunication);
      const marked = [0, badNoCommunication];
      await expect.poll(() => statusesOf('v')).toEqual(marked);
      const mark = (await rows('v'))[1]!;
      // In the time line of the device, whose clock is slow.
      expect(Math.abs(mark.us - (sentUs + 2 * SECOND))).toBeLessThan(0.3 * SECOND + tookUs);
      await expect.poll(() => latest(historian, 's')?.status).toBe(badNoCommunication);
      const timeUs = sentUs + 10 * SECOND;
      void json({ t: timeUs / 1_000, v: 43, s: 'on' });
      await expect.poll(shown).toMatchObject({ value: 43, status: 0, timeUs });
      await expect.poll(() => statusesOf('v')).toEqual([...marked, ...marked]);
      const texts = async () => (await rows('s', 'text_samples')).map(({ value }) => value);
      await expect.poll(texts).toEqual(['on', null, 'on', null]);
    });

    test('a tag that never had a sample is Bad too when its time is over', async () => {
      const { historian } = await start([mqtt({ staleAfterMs: 300 })]);
      await using _ = historian;
      expect(latest(historian, 'v')).toBeUndefined();
      await expect.poll(() => latest(historian, 'v')?.status).toBe(badNoCommunication);
    });

    test('a value that a broker says again after each start is stored once, and shown as it is', async () => {
      const at = Date.now() - 3_600_000;
      for (let run = 0; run < 3; run++) {
        const { historian, json } = await start([mqtt()]);
        await using _ = historian;
        await json({ t: at, v: 7, s: 'on' });
        expect(latest(historian, 'v')).toMatchObject({ value: 7, status: 0, timeUs: at * 1_000 });
        expect(latest(historian, 's')).toMatchObject({ text: 'on', status: 0 });
      }
      expect(await statusesOf('v')).toEqual([0, badShutdown]);
    });

    test('a device whose clock is behind is heard after each start, though its value was stored at our time', async () => {
      const opcua: SourceDefinition = {
        name: 'rig',
        protocol: 'opcua',
        endpointUrl: 'opc.tcp://127.0.0.1:4840',
        tags: [
          { name: 'n', nodeId: 'ns=1;s=n' },
          { name: 't', nodeId: 'ns=1;s=t', dataType: 'text' },
        ],
      };
      const deviceUs = (): number => Date.now() * 1_000 - DAY;
      for (let run = 0; run < 3; run++) {
        const { historian, sendTo } = await start([opcua]);
        await using _ = historian;
        const say = async (timeUs: number, value: number, status = 0): Promise<void> => {
          await sendTo('rig', 0, packSampleFrame([{ tag: 0, timeUs, value, status }]));
          const text = `${value}`;
          await sendTo('rig', 1, packTextFrame([{ tag: 0, timeUs, value: text, status }]));
        };
        await say(deviceUs(), 10 * run);
        await say(Date.now() * 1_000, 10 * run, OUR_TIME_BIT);
        expect(latest(historian, 'n')).toMatchObject({ value: 10 * run, status: 0 });
        expect(latest(historian, 't')).toMatchObject({ text: `${10 * run}`, status: 0 });
        if (run === 0) continue;
        const changedUs = deviceUs();
        await say(changedUs, 10 * run + 1);
        const changed = { status: 0, timeUs: changedUs };
        expect(latest(historian, 'n')).toMatchObject({ value: 10 * run + 1, ...changed });
        expect(latest(historian, 't')).toMatchObject({ text: `${10 * run + 1}`, ...changed });
      }
    });

    test('a device whose clock is behind ends what an earlier run left, before it is known at our time', async () => {
      const opcua: SourceDefinition = {
        name: 'rig',
        protocol: 'opcua',
        endpointUrl: 'opc.tcp://127.0.0.1:4840',
        tags: [{ name: 'n', nodeId: 'ns=1;s=n' }],
      };
      for (let run = 0; run < 2; run++) {
        const { historian, sendTo } = await start([opcua]);
        await using _ = historian;
        const say = (timeUs: number, value: number, status = 0): Promise<void> =>
          sendTo('rig', 0, packSampleFrame([{ tag: 0, timeUs, value, status }]));
        const timeUs = Date.now() * 1_000 - DAY;
        await say(timeUs, run);
        expect(latest(historian, 'n')).toMatchObject({ value: run, status: 0, timeUs });
        await say(Date.now() * 1_000, run, OUR_TIME_BIT);
      }
    });

    test('a clock that is behind what is stored gives no Good sample, and keeps the times of devices', async () => {
      const yesterdayUs = Date.now() * 1_000 - DAY;
      {
        const { historian, json, register } = await start([mqtt(), modbus], {
          nowUs: () => yesterdayUs,
        });
        await using _ = historian;
        await json({ t: yesterdayUs / 1_000, v: 1 });
        await register(1);
      }
      const kinds: string[] = [];
      let nowUs = yesterdayUs - 2 * DAY;
      const { historian, json, register } = await start([mqtt(), modbus], {
        nowUs: () => (nowUs += 1_000),
        onEvent: ({ kind }) => void kinds.push(kind),
      });
      await using _ = historian;
      expect(historian.stats().clock.isBehind).toBe(true);
      expect(kinds).toContain('clock-behind');
      await register(2);
      expect(latest(historian, 'r')).toMatchObject({ value: 2, status: uncertain });
      const stampUs = Date.now() * 1_000;
      await json({ t: stampUs / 1_000, v: 2 });
      expect(latest(historian, 'v')).toMatchObject({ value: 2, status: 0, timeUs: stampUs });
      nowUs = Date.now() * 1_000;
      await register(3);
      expect(latest(historian, 'r')).toMatchObject({ value: 3, status: 0 });
      expect(historian.stats().clock.isBehind).toBe(false);
    });

    test('a clock that devices agree with is right, whatever is stored ahead of it', async () => {
      const nextYearUs = Date.now() * 1_000 + 365 * DAY;
      {
        const { historian, json, register } = await start([mqtt(), modbus], {
          nowUs: () => nextYearUs,
        });
        await using _ = historian;
        await json({ t: nextYearUs / 1_000, v: 1 });
        await register(1);
      }
      const { historian, json, register } = await start([mqtt(), modbus]);
      await using _ = historian;
      expect(historian.stats().clock.isBehind).toBe(true);
      await json({ t: Date.now(), v: 2 });
      expect(latest(historian, 'v')).toMatchObject({ value: 2, status: 0 });
      await expect.poll(() => historian.stats().clock.isBehind).toBe(false);
      await register(3);
      expect(latest(historian, 'r')).toMatchObject({ value: 3, status: 0 });
    });
  });
}
