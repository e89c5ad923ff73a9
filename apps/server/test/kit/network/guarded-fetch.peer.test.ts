import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { guardedFetch, type OutboundCall } from '../../../src/kit/network/guarded-fetch.ts';
import { createOutboundGuard } from '../../../src/kit/network/outbound-guard.ts';
import { freePort } from '../../../../../test/free-port.ts';

const loopback = createOutboundGuard(['127.0.0.0/8', '::1']);
const strict = createOutboundGuard([]);

describe('an outbound call', () => {
  let server: Server;
  let port: number;
  let answer: RequestListener;
  const asked: string[] = [];

  beforeEach(async () => {
    asked.length = 0;
    port = await freePort();
    answer = (_request, response) => response.end('thanks');
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.host}`);
      answer(request, response);
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const call = (url: string, more: Partial<OutboundCall> = {}): OutboundCall => ({
    url,
    headers: { 'content-type': 'application/json' },
    body: '{"pressure":"205 psi, ñ"}',
    ...more,
  });

  test('posts the body to a listed address, and gives status and answer', async () => {
    let received = '';
    answer = (request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
      request.on('end', () => response.writeHead(202).end('taken'));
    };
    const url = `http://127.0.0.1:${port}/hook?of=all`;
    expect(await guardedFetch(loopback, call(url))).toEqual({ status: 202, body: 'taken' });
    expect(received).toBe('{"pressure":"205 psi, ñ"}');
    expect(asked).toEqual([`POST /hook?of=all 127.0.0.1:${port}`]);
  });

  test('goes by a name to the address that was looked at, and tells the peer the name', async () => {
    const url = `http://localhost:${port}/`;
    const names = { resolve: async () => loopback.resolve('127.0.0.1') };
    expect(await guardedFetch(names, call(url))).toMatchObject({ status: 200 });
    expect(asked).toEqual([`POST / localhost:${port}`]);
  });

  test.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])(
    'never reaches %s where nobody listed it',
    async (host) => {
      const asking = guardedFetch(strict, call(`http://${host}:${port}/`));
      await expect(asking).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
      expect(asked).toEqual([]);
    },
  );

  test('goes unencrypted to listed networks only', async () => {
    await expect(guardedFetch(loopback, call('http://8.8.8.8/'))).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
      message: '8.8.8.8: expected https, since http is for listed networks only',
    });
    await expect(guardedFetch(loopback, call(`ftp://127.0.0.1:${port}/`))).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
    });
    expect(asked).toEqual([]);
  });

  test('follows no redirect', async () => {
    answer = (_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${port}/inside` }).end();
    expect(await guardedFetch(loopback, call(`http://127.0.0.1:${port}/`))).toMatchObject({
      status: 302,
    });
    expect(asked).toHaveLength(1);
  });

  test('reads 64 KiB of an answer that does not end, and closes the connection', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    answer = (request, response) => {
      request.socket.once('close', resolve);
      const pour = (): void => {
        while (response.write('x'.repeat(10_000)));
      };
      response.on('drain', pour);
      pour();
    };
    const { body } = await guardedFetch(loopback, call(`http://127.0.0.1:${port}/`));
    expect(body).toHaveLength(65_536);
    await closed;
  });

  test.each([
    ['says nothing', () => undefined],
    ['never finishes', (_request, response) => response.write('half')],
    [
      'trickles',
      (_request, response) => {
        const timer = setInterval(() => response.write('.'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ] satisfies [string, RequestListener][])('gives up a peer that %s', async (_what, listener) => {
    answer = listener;
    const url = `http://127.0.0.1:${port}/`;
    await expect(guardedFetch(loopback, call(url, { timeoutMs: 300 }))).rejects.toMatchObject({
      code: 'PEER_FAILED',
      message: `127.0.0.1:${port}: no answer within 0.3 s`,
    });
  });

  test('gives up a name server that does not answer', async () => {
    const silent = { resolve: () => new Promise<never>(() => undefined) };
    const url = 'https://hooks.example/';
    await expect(guardedFetch(silent, call(url, { timeoutMs: 50 }))).rejects.toMatchObject({
      code: 'PEER_FAILED',
      message: 'hooks.example: no answer within 0.05 s',
    });
  });

  test('names the peer where nobody listens, or what listens speaks no HTTP', async () => {
    const nobody = await freePort();
    await expect(guardedFetch(loopback, call(`http://127.0.0.1:${nobody}/`))).rejects.toMatchObject(
      {
        code: 'PEER_FAILED',
        message: expect.stringMatching(`^127\\.0\\.0\\.1:${nobody}: .*ECONNREFUSED`),
      },
    );
    const other = createTcpServer((socket) => socket.end('SSH-2.0\r\n')).listen(
      nobody,
      '127.0.0.1',
    );
    await once(other, 'listening');
    await expect(guardedFetch(loopback, call(`http://127.0.0.1:${nobody}/`))).rejects.toMatchObject(
      { code: 'PEER_FAILED' },
    );
    other.close();
  });

  test('refuses a peer that speaks no TLS where https was asked for', async () => {
    await expect(guardedFetch(loopback, call(`https://127.0.0.1:${port}/`))).rejects.toMatchObject({
      code: 'PEER_FAILED',
    });
    expect(asked).toEqual([]);
  });
});
