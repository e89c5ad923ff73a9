import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { createSampleBatch } from '@varve/protocols';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createInfluxDbSink } from '../../src/sink/create-influx-db-sink.ts';
import type { Sink } from '../../src/sink/sink.ts';
import type { InfluxDbSinkDefinition } from '../../src/sink/sink-definition.ts';
import type { NumberedBlock } from '../../src/spool/block.ts';
import { encodeSampleRows, SAMPLE_ROWS_TARGET } from '../../src/copy/sample-rows.ts';

interface Seen {
  readonly request: IncomingMessage;
  readonly lines: readonly string[];
}
type Answer = readonly [status: number, body?: string];

let server: Server;
let folder: string;
let seen: Seen[];
let answer: (lines: readonly string[]) => Answer;

beforeEach(async () => {
  seen = [];
  answer = () => [204];
  folder = await mkdtemp(join(tmpdir(), 'varve-influxdb-'));
  server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const lines = gunzipSync(body).toString().split('\n');
      seen.push({ request, lines });
      const [status, text] = answer(lines);
      response.writeHead(status, { location: '/elsewhere' }).end(text);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const deadLetterFile = (): string => join(folder, 'dead-letter.jsonl');

function sinkOf(settings: object): Sink {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const definition = { kind: 'influxdb', name: 'influx', url, ...settings };
  return createInfluxDbSink(definition as InfluxDbSinkDefinition & { name: string }, {
    labels: new Map([[1, { name: 'pressure', unit: 'psi' }]]),
    deadLetterFile: deadLetterFile(),
    nowUs: () => 0,
    onEvent: () => undefined,
  });
}

/** A block of samples of one tag whose values and microseconds are their numbers. */
function blockOf(rowCount: number): NumberedBlock {
  const batch = createSampleBatch(rowCount);
  batch.length = rowCount;
  for (let at = 0; at < rowCount; at++) batch.value[at] = batch.time[at] = at;
  const columns = { ...batch, isNull: undefined };
  const tuples = encodeSampleRows(columns, Int32Array.of(1), [0, rowCount]);
  return {
    blockNo: 1,
    series: 'samples',
    parts: [{ target: SAMPLE_ROWS_TARGET, tuples, tupleCount: rowCount }],
    rowCount,
    firstTimeUs: 0,
    lastTimeUs: rowCount,
  };
}

const lineOf = (number: number): string =>
  `samples,tag=pressure,unit=psi value=${number},status=0i,quality="GOOD" ${number}`;

describe('the InfluxDB sink', () => {
  test('writes to a bucket of InfluxDB 2 with its token', async () => {
    const sink = sinkOf({ organisation: 'field & co', bucket: 'plant', token: 'secret' });
    expect(await sink.store([blockOf(2)])).toEqual({ stored: true, refused: undefined });
    const [{ request, lines }] = seen as [Seen];
    expect(request.url).toBe('/api/v2/write?org=field+%26+co&bucket=plant&precision=us');
    expect(request.headers).toMatchObject({
      authorization: 'Token secret',
      'content-encoding': 'gzip',
    });
    expect(lines).toEqual([lineOf(0), lineOf(1)]);
  });

  test('writes to a database of InfluxDB 1 below a path, as a user', async () => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/influx/`;
    const user = { username: 'me', password: 'ä:b' };
    const sink = sinkOf({ url, database: 'plant', retentionPolicy: 'year', ...user });
    await sink.store([blockOf(1)]);
    const { request } = seen[0]!;
    expect(request.url).toBe('/influx/write?db=plant&rp=year&precision=u');
    const encoded = request.headers.authorization!.replace('Basic ', '');
    expect(Buffer.from(encoded, 'base64').toString()).toBe('me:ä:b');
  });

  test('puts lines that are refused aside, and writes the others', async () => {
    const bad = [3, 17, 18].map(lineOf);
    answer = (lines) =>
      lines.some((line) => bad.includes(line)) ? [400, '{"error":"not this one"}'] : [204];
    const outcome = await sinkOf({ database: 'plant' }).store([blockOf(40)]);
    const refused = { rowCount: 3, code: 'HTTP_400', message: 'not this one' };
    expect(outcome).toEqual({ stored: true, refused });
    const letters = (await readFile(deadLetterFile(), 'utf8')).trim().split('\n');
    expect(letters.map((letter) => (JSON.parse(letter) as { line: string }).line)).toEqual(bad);
    const written = new Set(seen.flatMap(({ lines }) => (answer(lines)[0] === 204 ? lines : [])));
    expect(written.size).toBe(37);
  });

  test.each([
    [
      500,
      'unexpected error writing points to database: partial write: points beyond retention policy dropped=1',
    ],
    [500, 'partial write: field type conflict: input field "value" is type float dropped=1'],
    [503, 'partial write: max-series-per-database limit exceeded: dropped=1'],
  ])(
    'takes a partial write for a refusal of lines whatever the status: %i %s',
    async (status, message) => {
      const bad = lineOf(5);
      answer = (lines) =>
        lines.includes(bad) ? [status, JSON.stringify({ code: 'internal error', message })] : [204];
      const outcome = await sinkOf({ organisation: 'o', bucket: 'b' }).store([blockOf(40)]);
      expect(outcome).toMatchObject({
        stored: true,
        refused: { rowCount: 1, code: `HTTP_${status}` },
      });
      const letter = await readFile(deadLetterFile(), 'utf8');
      expect(JSON.parse(letter)).toMatchObject({ line: bad });
      const written = new Set(seen.flatMap(({ lines }) => (answer(lines)[0] === 204 ? lines : [])));
      expect(written.size).toBe(39);
    },
  );

  test('asks no line one by one when all of them are refused', async () => {
    answer = (lines) => [400, `{"error":"partial write: type conflict dropped=${lines.length}"}`];
    const outcome = await sinkOf({ database: 'plant' }).store([blockOf(12_000)]);
    expect(outcome).toMatchObject({ stored: true, refused: { rowCount: 12_000 } });
    expect(seen.length).toBeLessThan(5);
  });

  test('sends less at once when a request is too large', async () => {
    answer = (lines) => (lines.length > 1_000 ? [413, 'Request Entity Too Large'] : [204]);
    const outcome = await sinkOf({ database: 'plant' }).store([blockOf(5_000)]);
    expect(outcome).toEqual({ stored: true, refused: undefined });
  });

  test.each([401, 404, 429, 500, 503, 307])('keeps what is answered with %i', async (status) => {
    answer = () => [status, '{"code":"x","message":"come again"}'];
    const outcome = await sinkOf({ database: 'plant' }).store([blockOf(1)]);
    expect(outcome).toEqual({ stored: false, code: `HTTP_${status}`, message: 'come again' });
    expect(seen).toHaveLength(1);
  });

  test('keeps what nobody answers, and says why', async () => {
    const sink = sinkOf({ database: 'plant' });
    server.close();
    const outcome = await sink.store([blockOf(1)]);
    expect(outcome).toMatchObject({ stored: false, code: 'ECONNREFUSED' });
  });

  test('waits no longer than it may, and not at all once it is closed', async () => {
    server.removeAllListeners('request');
    const patient = sinkOf({ database: 'plant' });
    const waiting = patient.store([blockOf(1)]);
    const late = await sinkOf({ database: 'plant', timeoutMs: 20 }).store([blockOf(1)]);
    expect(late).toMatchObject({ stored: false });
    await patient.close();
    expect(await waiting).toMatchObject({ stored: false, message: 'the sink is closed' });
    server.closeAllConnections();
  });
});
