import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { appendSample, createSampleBatch, StatusCode } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStream, type StreamClient } from '../../support/stream-client.ts';
import { startTestServer, type CallerHeaders, type TestServer } from '../../support/test-server.ts';

let house: TestServer;
let key: { readonly id: string } & CallerHeaders;
/** A stream on which nobody says who asks. */
let silent: StreamClient;
/** A stream that follows nothing. */
let idle: StreamClient;

beforeAll(async () => {
  house = await startTestServer([
    {
      name: 'line-a',
      protocol: 'program',
      tags: [
        { name: 'pressure', unit: 'psi' },
        { name: 'load', unit: '%' },
        { name: 'log', dataType: 'text' },
      ],
    },
  ]);
  key = await house.makeKey({ permissions: ['live.read'] });
  silent = await openStream(house.address);
  idle = await openStream(house.address, key);
});
afterAll(() => house?.[Symbol.asyncDispose]());

async function write(tag: string, value: number, status: number = StatusCode.good) {
  const { position } = house.historian.tags.find(({ definition }) => definition.name === tag)!;
  const batch = createSampleBatch(1);
  appendSample(batch, position, Date.now() * 1_000, value, status);
  await house.historian.write(batch);
}

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

/** A message of less than 64 KiB as a client's frame of RFC 6455, 5.2, masked by zeros. */
function frameOf(message: unknown): Buffer {
  const payload = Buffer.from(JSON.stringify(message));
  const head = Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 255, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}

describe('a program', () => {
  test('is sent the last sample of its tags at first, then what changes, with unit and quality', async () => {
    await write('pressure', 101.5);
    const stream = await openStream(house.address, key);
    expect(stream.protocol).toBe('varve.stream.v1');
    stream.send({ type: 'subscribe', ref: 'a', tags: ['pressure'] });
    expect(await stream.next('subscribed')).toMatchObject({
      ref: 'a',
      tags: [{ name: 'pressure', unit: 'psi', dataType: 'analog' }],
    });
    expect(await stream.next('values')).toMatchObject({
      seq: 1,
      values: [{ tag: 'pressure', unit: 'psi', value: 101.5, status: 0, quality: 'GOOD' }],
    });
    await write('pressure', Number.NaN, StatusCode.badNoCommunication);
    expect(await stream.next('values')).toMatchObject({
      seq: 2,
      values: [{ value: null, status: StatusCode.badNoCommunication, quality: 'BAD' }],
    });
    stream.close();
  });

  test('adds a tag and is not sent the others again, and hears no more of one that it gives up', async () => {
    await write('pressure', 1);
    await write('load', 2);
    const stream = await openStream(house.address, key);
    stream.send({ type: 'subscribe', tags: ['pressure'] });
    await stream.next('values');
    stream.send({ type: 'subscribe', tags: ['load'] });
    expect((await stream.next('values')).values.map(({ tag }) => tag)).toEqual(['load']);
    stream.send({ type: 'unsubscribe', tags: ['pressure'] });
    expect((await stream.next('unsubscribed')).tagIds).toHaveLength(1);
    await write('pressure', 3);
    await write('load', 4);
    expect((await stream.next('values')).values.map(({ tag }) => tag)).toEqual(['load']);
    stream.close();
  });

  test('is told what is wrong with a message, and its stream goes on', async () => {
    const stream = await openStream(house.address, key);
    const refused = async (message: unknown) => {
      stream.send(message);
      const { code, message: words, ref } = await stream.next('error');
      return `${ref ?? ''} ${code}: ${words}`;
    };
    expect(await refused({ type: 'subscribe', ref: 'b', tags: ['pressure', 'nowhere'] })).toBe(
      'b TAG_UNKNOWN: there is no tag nowhere',
    );
    expect(await refused({ type: 'subscribe', ref: 'c' })).toBe(
      'c INPUT_INVALID: expected tags or tagIds with one tag at least',
    );
    expect(await refused({ type: 'subscribe', tagIds: ['1'] })).toBe(
      ' INPUT_INVALID: tagIds.0: Invalid input: expected number, received string',
    );
    expect(await refused({ type: 'authenticate', token: 'another' })).toContain('CONFLICT');
    stream.sendBytes('{');
    expect(await stream.next('error')).toMatchObject({ message: 'expected a message of JSON' });
    stream.send({ type: 'subscribe', tags: ['load'] });
    expect((await stream.next('subscribed')).tags).toHaveLength(1);
    stream.close();
  });
});

describe('a stream', () => {
  test.each([
    ['a wrong key', { type: 'authenticate', token: 'varve_nothing' }, 4401, 'UNAUTHENTICATED'],
    ['a wrong token', { type: 'authenticate', token: 'x.y.z' }, 4401, 'UNAUTHENTICATED'],
    ['a question', { type: 'subscribe', tags: ['pressure'] }, 4401, 'UNAUTHENTICATED'],
    ['no message of the contract', { type: 'hello' }, 4400, 'INPUT_INVALID'],
  ])('that begins with %s ends', async (_what, first, code, reason) => {
    const stream = await openStream(house.address);
    stream.send(first);
    expect(await stream.next('error')).toMatchObject({ code: reason });
    expect((await stream.closed).code).toBe(code);
  });

  test('of a key without the right ends, and the denial is in the audit log', async () => {
    const other = await house.makeKey({ permissions: ['tags.read'] });
    const stream = await openStream(house.address);
    stream.send({ type: 'authenticate', token: other.authorization.replace('Bearer ', '') });
    expect(await stream.next('error')).toMatchObject({ code: 'PERMISSION_MISSING' });
    expect((await stream.closed).code).toBe(4403);
    const rows = await house.database.query(
      "SELECT FROM audit_log WHERE action = 'denied' AND resource_id = 'stream'",
    );
    expect(rows).toHaveLength(1);
  });

  test('ends within a second of its session or key', async () => {
    const session = await house.headersOf('viewer');
    const streams = await Promise.all([
      openStream(house.address, session),
      openStream(house.address, key),
    ]);
    const since = performance.now();
    await fetch(`${house.address}/api/auth/logout`, { method: 'POST', headers: { ...session } });
    expect((await streams[0].closed).code).toBe(4401);
    const spare = key;
    key = await house.makeKey({ permissions: ['live.read'] });
    idle = await openStream(house.address, key);
    await house.database.query('UPDATE api_keys SET revoked_at = now() WHERE id = $1', [spare.id]);
    // From its commit on, for which a busy disk takes longer.
    const revoked = performance.now();
    expect(await streams[1].closed).toMatchObject({ code: 4401 });
    expect(revoked - since).toBeLessThan(10_000);
    expect(performance.now() - revoked).toBeLessThan(1_000);
  });

  test('ends after a message that is too large, that is no text, or that comes too often', async () => {
    const opened = () => openStream(house.address, key);
    const [large, binary, busy] = await Promise.all([opened(), opened(), opened()]);
    large.sendBytes('x'.repeat(65_537));
    expect((await large.closed).code).toBe(1009);
    binary.sendBytes(new Uint8Array(1));
    expect((await binary.closed).code).toBe(1003);
    for (let count = 0; count < 200; count++) busy.send({ type: 'unsubscribe', tagIds: [1] });
    expect((await busy.closed).code).toBe(4429);
  });

  test('is one of twenty of its key', async () => {
    const another = await house.makeKey({ permissions: ['live.read'] });
    const streams: StreamClient[] = [];
    for (let count = 0; count < 20; count++) streams.push(await openStream(house.address, another));
    const refused = await openStream(house.address);
    refused.send({ type: 'authenticate', token: another.authorization.replace('Bearer ', '') });
    expect(await refused.next('error')).toMatchObject({ code: 'THROTTLED' });
    expect((await refused.closed).code).toBe(4429);
    streams[0]!.close();
    await streams[0]!.closed;
    const next = await openStream(house.address, another);
    for (const stream of [...streams, next]) stream.close();
  });

  test('passes over what a reader does not take in, and goes on with the newest', async () => {
    const { hostname, port } = new URL(house.address);
    const socket = connect(Number(port), hostname);
    socket.write(
      `GET /api/v1/stream HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${KEY}\r\n\r\n`,
    );
    await once(socket, 'data');
    socket.pause();
    socket.write(
      frameOf({ type: 'authenticate', token: key.authorization.replace('Bearer ', '') }),
    );
    socket.write(frameOf({ type: 'subscribe', tags: ['log'] }));
    const { position: tag } = house.historian.tags.find(
      ({ definition }) => definition.name === 'log',
    )!;
    const MEGABYTE = 1_000_000;
    for (let number = 1; number <= 40; number++) {
      const value = `${'x'.repeat(MEGABYTE)} ${number}.`;
      const sample = { tag, timeUs: Date.now() * 1_000, value, status: StatusCode.good };
      await house.historian.writeTexts([sample]);
      await delay(100);
    }
    let bytes = 0;
    let last = '';
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      last = (last + chunk.toString('latin1')).slice(-200);
    });
    socket.resume();
    await expect.poll(() => last).toContain('x 40."');
    socket.destroy();
    expect(bytes).toBeLessThan(30 * MEGABYTE);
  });

  test('says every 15 s that it goes on, and ends after 10 s in which nobody said who asks', async () => {
    const late = await silent.next('error');
    expect(late.message).toContain('within 10 s');
    expect((await silent.closed).code).toBe(4401);
    expect((await idle.next('heartbeat')).timeMs).toBeLessThanOrEqual(Date.now());
  });
});
