import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, connect as connectTo, type Socket } from 'node:net';
import { join } from 'node:path';
import {
  createHistorian,
  type Historian,
  type HistorianEvent,
  type HistorianOptions,
} from '@varve/historian';
import { packSampleFrame, StatusCode, type DriverHost, type Frame } from '@varve/protocols';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { endThreads } from '../support/end-threads.ts';
import { batchOf } from '../support/samples.ts';
import {
  removeFolder,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from '../support/test-database.ts';

const NOW = 1_790_000_000_000_000;
const SECOND = 1e6;

let server: TestServer;
let directory: string;
let tenant: string;
let tests = 0;
let events: HistorianEvent[];

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  directory = await temporaryFolder();
  tenant = `tenant-${tests++}`;
  events = [];
});
afterEach(() => removeFolder(directory));

const create = (options: Partial<HistorianOptions>): Promise<Historian> =>
  createHistorian({
    database: server.connectionString,
    tenant,
    directory,
    sources: [],
    workers: 1,
    flushIntervalMs: 20,
    onEvent: (event) => events.push(event),
    ...options,
  });

const values = async (): Promise<number[]> => {
  const rows = await server.query<{ value: number }>(
    `SELECT s.value FROM timeseries.samples s JOIN timeseries.tags t ON t.id = s.tag_id
     JOIN tenants ON tenants.id = t.tenant_id WHERE tenants.name = $1 AND s.value IS NOT NULL ORDER BY s.time`,
    [tenant],
  );
  return rows.map(({ value }) => value);
};

const count = (kind: HistorianEvent['kind']): number =>
  events.filter((event) => event.kind === kind).length;

/** A source whose frames a test pushes. */
function playedSource() {
  let host: DriverHost | undefined;
  const options: Pick<HistorianOptions, 'sources' | 'startDriver'> = {
    sources: [
      {
        name: 'device',
        protocol: 'opcua',
        endpointUrl: 'opc.tcp://127.0.0.1',
        tags: [
          { name: 'a', nodeId: 'ns=1;s=A', filter: { excDev: 1, compDev: 100 } },
          { name: 'b', nodeId: 'ns=1;s=B' },
        ],
      },
    ],
    startDriver(_source, _plans, given) {
      host = given;
      return { stop: () => Promise.resolve() };
    },
  };
  return { options, host: () => host! };
}

const frame = (plan: number, tag: number, value: number, timeUs: number): Frame => ({
  plan,
  receivedUs: timeUs,
  status: StatusCode.good,
  payload: packSampleFrame([{ tag, timeUs, value, status: 0 }]),
});

test('what the filters hold back survives threads that end', async () => {
  const tags = [{ name: 'door', filter: { excDev: 0.5, compDev: 1 } }];
  const inputs = [20, 20.2, 20.4, 21, 22, 23, 23.1, 18];
  {
    await using historian = await create({ sources: [{ name: 'p', protocol: 'program', tags }] });
    for (const [second, value] of inputs.entries()) {
      await historian.write(batchOf([{ tag: 0, time: NOW + second * SECOND, value, status: 0 }]));
      if (second % 2 === 1) await endThreads();
    }
  }
  // As without an end: see the worked example of the README.
  expect(await values()).toEqual([20, 23.1, 18]);
});

test('a frame that no thread survives is set aside, and those around it are stored', async () => {
  const source = playedSource();
  let acknowledged = 0;
  {
    await using historian = await create({ ...source.options, nowUs: () => NOW + 100 * SECOND });
    for (let second = 0; second < 8; second++) {
      // No source has a plan of that number: the thread does not know what to do with it.
      const plan = second === 5 ? 99 : 0;
      const one = frame(plan, 1, second, NOW + second * SECOND);
      source.host().push(one, () => acknowledged++);
    }
    await expect.poll(() => acknowledged).toBe(8);
    expect(historian.stats().framesSetAside).toBe(1);
  }
  expect(await values()).toEqual([0, 1, 2, 3, 4, 6, 7]);
  expect(count('frame-set-aside')).toBe(1);
  const line = JSON.parse(await readFile(join(directory, 'frames-set-aside.jsonl'), 'utf8')) as {
    payload: string;
    plan: number;
  };
  const expected = frame(99, 1, 5, NOW + 5 * SECOND).payload;
  expect(Buffer.from(line.payload, 'base64')).toEqual(Buffer.from(expected));
});

test('the filters go on behind a frame that is set aside', async () => {
  const source = playedSource();
  {
    await using historian = await create({ ...source.options, nowUs: () => NOW + 100 * SECOND });
    source.host().push(frame(0, 0, 10, NOW));
    source.host().push(frame(0, 0, 20, NOW + SECOND));
    await expect.poll(() => historian.latest()[0]?.value).toBe(20);
    source.host().push(frame(99, 0, 0, NOW));
    await expect.poll(() => count('frame-set-aside')).toBe(1);
    source.host().push(frame(0, 0, 30, NOW + 2 * SECOND));
    await expect.poll(() => historian.latest()[0]?.value).toBe(30);
  }
  // The door lets 20 wait and go: 10, 20 and 30 lie on a line.
  expect(await values()).toEqual([10, 30]);
});

test('a database that vanishes without a word is given up, and written to over another connection', async () => {
  await using way = await openWay(server.connectionString);
  await using historian = await create({
    database: way.connectionString,
    databaseSilenceMs: 1_000,
    sources: [{ name: 'p', protocol: 'program', tags: [{ name: 'a' }] }],
  });
  const write = (second: number): Promise<void> =>
    historian.write(batchOf([{ tag: 0, time: NOW + second * SECOND, value: second, status: 0 }]));
  await write(1);
  await expect.poll(values).toEqual([1]);
  way.silence();
  await write(2);
  await expect
    .poll(() => events.find(({ kind }) => kind === 'store-failed'))
    .toMatchObject({ code: 'ETIMEDOUT' });
  way.open();
  await expect.poll(values).toEqual([1, 2]);
});

/** A way to a database that can fall silent, as a cable that is pulled out does: nothing is closed, and nothing comes. */
async function openWay(connectionString: string) {
  const url = new URL(connectionString);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  let isSilent = false;
  const way = createServer((near) => {
    const far = connectTo(target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
      from.on('data', (bytes) => {
        if (!isSilent) to.write(bytes);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  url.port = String((way.address() as { port: number }).port);
  url.hostname = '127.0.0.1';
  return {
    connectionString: url.href,
    silence: () => void (isSilent = true),
    open: () => void (isSilent = false),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => way.close(resolve));
    },
  };
}

test('what comes again after a restart is stored once, though the database did not have it yet', async () => {
  const own = await startTestServer();
  try {
    const tags = [{ name: 'a' }, { name: 'text', dataType: 'text' as const }];
    const options = {
      database: own.connectionString,
      sources: [{ name: 'p', protocol: 'program' as const, tags }],
    };
    const write = async (historian: Historian): Promise<void> => {
      await historian.write(batchOf([{ tag: 0, time: NOW, value: 1, status: 0 }]));
      await historian.writeTexts([{ tag: 1, timeUs: NOW, value: 'A', status: 0 }]);
    };
    {
      await using historian = await create(options);
      await own.stop();
      await write(historian);
    }
    await own.start();
    await using historian = await create(options);
    await write(historian);
    await expect.poll(() => historian.stats().spool.blocks).toBe(0);
    const rows = await own.query(
      `SELECT (SELECT count(*)::int FROM timeseries.samples) AS samples, (SELECT count(*)::int FROM timeseries.text_samples) AS texts`,
    );
    expect(rows).toEqual([{ samples: 1, texts: 1 }]);
  } finally {
    await own[Symbol.asyncDispose]();
  }
});
