import { samplesAnswer } from '@varve/contract';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startTestServer, type CallerHeaders, type TestServer } from '../../support/test-server.ts';

let house: TestServer;
let key: CallerHeaders;
let ids: ReadonlyMap<string, number>;

beforeAll(async () => {
  house = await startTestServer([
    {
      name: 'line-a',
      protocol: 'program',
      tags: [
        { name: 'pressure', unit: 'psi' },
        { name: 'pump', dataType: 'digital', states: ['Off', 'On'] },
        { name: 'note', dataType: 'text' },
      ],
    },
    { name: 'line-b', protocol: 'program', tags: [{ name: 'level' }] },
    {
      name: 'plc',
      protocol: 'modbus',
      host: '127.0.0.1',
      port: 1,
      tags: [{ name: 'speed', address: 0 }],
    },
  ]);
  ids = new Map(house.historian.tags.map(({ id, definition }) => [definition.name, id]));
  key = await house.makeKey({ permissions: ['samples.write'], sources: ['line-a'] });
});
afterAll(() => house?.[Symbol.asyncDispose]());

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
}

async function send(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  { headers = key as unknown as Record<string, string>, query = '' }: Sent = {},
) {
  const response = await fetch(`${house.address}/api/v1/samples${query}`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
  });
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, answer, retryAfter: response.headers.get('retry-after') };
}

const LINES = 'text/plain; charset=utf-8';
const json = (value: unknown, sent?: Sent) => send(JSON.stringify(value), 'application/json', sent);

/** Samples of a tag that are stored, in time order, once there are as many. */
async function stored(name: string, count: number): Promise<unknown[]> {
  return vi.waitFor(
    async () => {
      const table = name === 'note' ? 'text_samples' : 'samples';
      const rows = await house.database.query(
        `SELECT extract(epoch FROM time)::float8 AS s, value, status FROM timeseries.${table} WHERE tag_id = ${ids.get(name)} ORDER BY time`,
      );
      expect(rows.length).toBeGreaterThanOrEqual(count);
      return rows;
    },
    { timeout: 30_000, interval: 100 },
  );
}

describe('samples of a program', () => {
  test('are stored from JSON by name or id, with time as a number or a date', async () => {
    const sent = await json([
      { tag: 'pressure', time: 1_700_000_000_000, value: 1 },
      { tagId: ids.get('pressure'), time: '2023-11-14T22:13:21Z', value: 2, status: 0x4090_0000 },
      { tag: 'pressure', time: '2023-11-15T00:13:22.5+02:00', value: null, status: 0x8000_0000 },
      { tag: 'pump', time: 1_700_000_000_000, value: true },
      { tag: 'note', time: 1_700_000_000_000, value: 'choke changed' },
    ]);
    expect(sent).toMatchObject({
      status: 202,
      answer: { accepted: 5, rejected: [], rejectedCount: 0 },
    });
    expect(await stored('pressure', 3)).toMatchObject([
      { s: 1_700_000_000, value: 1, status: 0 },
      { s: 1_700_000_001, value: 2, status: 0x4090_0000 },
      { s: 1_700_000_002.5, value: null, status: -0x8000_0000 },
    ]);
    expect(await stored('pump', 1)).toMatchObject([{ value: 1 }]);
    expect(await stored('note', 1)).toMatchObject([{ value: 'choke changed' }]);
  });

  test('are stored from columns, from lines of JSON and from the line protocol, packed or not', async () => {
    const columns = {
      tag: 'pressure',
      time: [1_710_000_000_000, 1_710_000_001_000],
      value: [1, 2],
    };
    expect(await json(columns)).toMatchObject({ status: 202, answer: { accepted: 2 } });
    const lines = '{"tag":"pressure","time":1710000002000,"value":3}\n\n{"tag":1}\nnonsense\n';
    expect(await send(lines, 'application/x-ndjson')).toMatchObject({
      status: 202,
      answer: { accepted: 1, rejected: [{ line: 3 }, { line: 4, code: 'LINE_INVALID' }] },
    });
    for (const [encoding, pack] of [
      ['gzip', gzipSync],
      ['deflate', deflateSync],
    ] as const) {
      const text = `pressure value=4 17100000${encoding === 'gzip' ? '03' : '04'}`;
      const headers = { ...key, 'content-encoding': encoding };
      const packed = new Uint8Array(pack(text));
      expect(await send(packed, LINES, { headers, query: '?precision=s' })).toMatchObject({
        status: 202,
        answer: { accepted: 1 },
      });
    }
    expect((await stored('pressure', 8)).slice(3)).toMatchObject(
      [0, 1, 2, 3, 4].map((second) => ({ s: 1_710_000_000 + second })),
    );
  });

  test('are refused line by line, and the good ones are stored', async () => {
    const { status, answer } = await json([
      { tag: 'pressure', time: 1_720_000_000_000, value: 1 },
      { tag: 'nowhere', time: 1, value: 1 },
      { tag: 'pressure', time: '2026-02-30T00:00:00Z', value: 1 },
      { tag: 'pressure', time: '2026-01-01T00:00:00', value: 1 },
      { tag: 'pressure', time: 1, value: 'one' },
      { tag: 'pressure', time: 1, value: null },
      { tag: 'pump', time: 1, value: 1.5 },
      { tag: 'note', time: 1, value: 1 },
      { tag: 'pressure', value: 1 },
      { tag: 'pressure', time: 1, value: 1, quality: 'GOOD' },
      { time: 1, value: 1 },
      7,
      { tag: 'pressure', time: 1e300, value: 1 },
    ]);
    expect(status).toBe(202);
    const { rejected, ...counts } = samplesAnswer.parse(answer);
    expect(counts).toEqual({ accepted: 1, rejectedCount: 12 });
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([
      [2, 'TAG_UNKNOWN'],
      [3, 'TIME_INVALID'],
      [4, 'TIME_INVALID'],
      [5, 'TYPE_WRONG'],
      [6, 'VALUE_INVALID'],
      [7, 'VALUE_INVALID'],
      [8, 'TYPE_WRONG'],
      [9, 'TIME_INVALID'],
      [10, 'LINE_INVALID'],
      [11, 'LINE_INVALID'],
      [12, 'LINE_INVALID'],
      [13, 'TIME_INVALID'],
    ]);
    expect((await stored('pressure', 9)).at(-1)).toMatchObject({ s: 1_720_000_000, value: 1 });
  });

  test('are brought into time order', async () => {
    const seconds = [5, 3, 4, 1, 2];
    const lines = seconds.map((second) => `pressure value=${second} ${1_730_000_000 + second}`);
    await send(lines.join('\n'), LINES, { query: '?precision=s' });
    expect((await stored('pressure', 14)).slice(9)).toMatchObject(
      [1, 2, 3, 4, 5].map((second) => ({ s: 1_730_000_000 + second, value: second })),
    );
  });

  test.each(['level', 'speed'])(
    'that name %s, which the key may not write, are refused with all that came beside them',
    async (name) => {
      const sample = { time: 1_740_000_000_000, value: 1 };
      const sent = await json([
        { tag: 'pressure', ...sample },
        { tag: name, ...sample },
      ]);
      expect(sent).toMatchObject({ status: 403, answer: { code: 'SOURCE_FORBIDDEN' } });
      expect(await stored('pressure', 14)).toHaveLength(14);
    },
  );

  test('are not written to a source of a device by anybody', async () => {
    const all = await house.makeKey({ permissions: ['samples.write'] });
    const sample = { tag: 'speed', time: 1, value: 1 };
    const headers = { authorization: all.authorization };
    expect(await json([sample], { headers })).toMatchObject({ status: 403 });
    expect(await json([{ ...sample, tag: 'level' }], { headers })).toMatchObject({ status: 202 });
  });
});

describe('a body', () => {
  test.each([
    ['image/png', 'x', 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['text/plain; charset=latin1', 'x', 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['application/json', '{', 400, 'INPUT_INVALID'],
    ['application/json', '{"tag":["pressure"],"time":[1,2],"value":[1]}', 400, 'INPUT_INVALID'],
    ['application/json', '"x"', 400, 'INPUT_INVALID'],
  ])('of %s: %j is refused', async (type, body, status, code) => {
    expect(await send(body, type)).toMatchObject({ status, answer: { code } });
  });

  test('that unpacks to more than 16 MiB is refused', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(400 * 1_048_576), { level: 9 }));
    const before = process.memoryUsage().rss;
    const headers = { ...key, 'content-encoding': 'gzip' };
    const sent = await send(bomb, LINES, { headers });
    expect(sent).toMatchObject({ status: 413, answer: { code: 'BODY_TOO_LARGE' } });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1_048_576);
  });

  test.each(['br', 'gzip, gzip', 'gzip'])(
    'in an encoding that it is not in is refused: %s',
    async (encoding) => {
      const sent = await send('pressure value=1', LINES, {
        headers: { ...key, 'content-encoding': encoding },
      });
      expect(sent.status).toBe(encoding === 'gzip' ? 400 : 415);
    },
  );

  test('in an unknown precision, or with another parameter, is refused', async () => {
    expect(await send('pressure value=1 1', LINES, { query: '?precision=m' })).toMatchObject({
      status: 400,
    });
    expect(await send('pressure value=1 1', LINES, { query: '?db=x' })).toMatchObject({
      status: 400,
    });
  });

  test('of nobody, or of one who may not write, is refused', async () => {
    expect(await json([], { headers: {} })).toMatchObject({ status: 401 });
    const reader = await house.makeKey({ permissions: ['tags.read'] });
    const headers = { authorization: reader.authorization };
    expect(await json([], { headers })).toMatchObject({
      status: 403,
      answer: { code: 'PERMISSION_MISSING', error: 'this needs the permission samples.write' },
    });
  });
});
