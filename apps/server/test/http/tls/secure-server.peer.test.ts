import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOwnCertificate } from '../../../src/http/tls/own-certificate.ts';
import type { ServerCertificate } from '../../../src/http/tls/server-certificate.ts';
import { asSomebody, startGateway, type TestGateway } from '../../support/test-gateway.ts';

let folder: string;
let certificate: ServerCertificate;
let gateway: TestGateway;
let hosts = ['localhost', '127.0.0.1'];
const resources = new AsyncDisposableStack();

const startOn = (shown: ServerCertificate) =>
  startGateway({ certificate: shown, anonymousCallsPerMinute: 10_000 }, (server) => {
    asSomebody(server);
    server.post('/api/take', async () => ({ taken: true }));
    server.get('/api/slow', async () => {
      await delay(1_500);
      return { done: true };
    });
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varve-https-'));
  resources.defer(() => rm(folder, { recursive: true }));
  certificate = resources.use(
    await openOwnCertificate({
      directory: folder,
      names: [],
      onFailed: (reason) => expect.unreachable(reason),
      hosts: () => hosts,
      lookEveryMs: 50,
    }),
  );
  gateway = resources.use(await startOn(certificate));
});
afterAll(() => resources.disposeAsync());

/** Opens a connection. @returns it, or the code of the error that ended it */
async function tlsTo(port: number, options: ConnectionOptions = {}): Promise<TLSSocket | string> {
  const socket = connectTls({ host: '127.0.0.1', port, ca: certificate.authority()!, ...options });
  try {
    await once(socket, 'secureConnect');
    return socket;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code!;
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

async function getHttp1(path: string): Promise<Answer> {
  const { port } = gateway;
  const ca = certificate.authority()!;
  const asked = request({ host: '127.0.0.1', port, path, ca, agent: false }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode!, headers: answer.headers, body: await text(answer) };
}

async function askHttp2(
  session: ClientHttp2Session,
  headers: Record<string, string>,
  body?: string,
): Promise<Answer> {
  const stream = session.request(headers, { endStream: body === undefined });
  if (body !== undefined) stream.end(body);
  const [answer] = (await once(stream, 'response')) as [Record<string, unknown>];
  return { status: Number(answer[':status']), headers: answer, body: await text(stream) };
}

const http2 = (port = gateway.port): ClientHttp2Session =>
  connectHttp2(`https://127.0.0.1:${port}`, {
    ca: certificate.authority()!,
    maxSendHeaderBlockLength: 300_000,
  });

describe('a server beyond loopback', () => {
  test('takes HTTP/1.1, with a certificate that its authority has signed', async () => {
    const answer = await getHttp1('/trpc/status.health');
    expect(answer.status).toBe(200);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  test('opens streams for programs', async () => {
    const socket = (await tlsTo(gateway.port)) as TLSSocket;
    socket.write(
      'GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('HTTP/1.1 101');
    socket.destroy();
  });

  test('gives its authority to whoever wants to trust it', async () => {
    const answer = await getHttp1('/ca.pem');
    expect(answer.body).toBe(certificate.authority());
  });

  test('does not keep browsers from clicking the warning away', async () => {
    expect((await getHttp1('/live')).headers['strict-transport-security']).toBeUndefined();
  });

  test('takes TLS 1.2 and 1.3, and nothing older', async () => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const socket = await tlsTo(gateway.port, { minVersion: version, maxVersion: version });
      expect((socket as TLSSocket).getProtocol()).toBe(version);
      (socket as TLSSocket).destroy();
    }
    for (const version of ['TLSv1', 'TLSv1.1'] as const) {
      const ciphers = 'DEFAULT@SECLEVEL=0';
      const code = await tlsTo(gateway.port, { minVersion: version, maxVersion: version, ciphers });
      expect(code).toMatch(/PROTOCOL_VERSION|ECONNRESET/);
    }
    await expect
      .poll(() => gateway.log)
      .toContainEqual(
        expect.objectContaining({
          msg: 'no encrypted connection came about',
          code: 'ERR_SSL_UNSUPPORTED_PROTOCOL',
        }),
      );
  });

  test('refuses what comes unencrypted, and does not lead it anywhere', async () => {
    for (const method of ['GET', 'POST']) {
      const answer = await gateway.exchange(
        `${method} /api/take HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\n\r\n`,
      );
      expect(answer).not.toMatch(/^HTTP\/1\.1 [23]/);
      expect(answer.toLowerCase()).not.toContain('location:');
    }
  });

  test('shows a new certificate to new connections when the machine gets an address', async () => {
    const before = (await tlsTo(gateway.port)) as TLSSocket;
    hosts = [...hosts, '192.0.2.9'];
    const namesOf = async (): Promise<string | undefined> => {
      const socket = (await tlsTo(gateway.port)) as TLSSocket;
      const { subjectaltname } = socket.getPeerCertificate();
      socket.destroy();
      return subjectaltname;
    };
    await expect.poll(namesOf).toContain('192.0.2.9');
    expect(before.destroyed).toBe(false);
    before.destroy();
  });
});

describe('HTTP/2', () => {
  test('is spoken for calls, batches, streams and pages, as HTTP/1.1 is', async () => {
    const session = http2();
    const call = await askHttp2(session, { ':path': '/trpc/status.health' });
    expect(call.status).toBe(200);
    expect(call.headers['content-security-policy']).toContain("default-src 'none'");
    const batch = '/trpc/status.health,tags.list?batch=1&input={}';
    expect((await askHttp2(session, { ':path': batch })).status).toBe(207);
    const stream = session.request({ ':path': '/trpc/live.follow?input={}' });
    const [head] = (await once(stream, 'response')) as [Record<string, unknown>];
    expect(head[':status']).toBe(200);
    expect(head['content-type']).toContain('text/event-stream');
    stream.setEncoding('utf8');
    const [first] = (await once(stream, 'data')) as [string];
    expect(first).toContain('connected');
    stream.close();
    const headers = { ':path': '/api/take', ':method': 'POST', 'content-type': 'application/json' };
    expect((await askHttp2(session, headers, '{}')).status).toBe(200);
    session.close();
  });

  test('is held to the same rules', async () => {
    const session = http2();
    const statusOf = async (headers: Record<string, string>, body?: string): Promise<number> =>
      (await askHttp2(session, headers, body)).status;
    expect(await statusOf({ ':path': '/live', ':authority': 'evil.example' })).toBe(421);
    expect(await statusOf({ ':path': '/api/take', 'sec-fetch-site': 'same-site' })).toBe(404);
    expect(await statusOf({ ':path': '/trpc/x', 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await statusOf({ ':path': '/live?a=1&a=2' })).toBe(400);
    const change = {
      ':path': '/api/take',
      ':method': 'POST',
      'content-type': 'application/json',
      cookie: '__Host-sid=1',
    };
    const own = `https://127.0.0.1:${gateway.port}`;
    expect(await statusOf({ ...change, origin: own }, '{}')).toBe(200);
    expect(await statusOf({ ...change, origin: own.replace('https', 'http') }, '{}')).toBe(403);
    expect(await statusOf({ ...change, origin: 'https://127.0.0.1:9' }, '{}')).toBe(403);
    const large = `"${'x'.repeat(1_048_576)}"`;
    expect(await statusOf({ ...change, origin: own }, large)).toBe(413);
    session.close();
  });

  // The library of HTTP/2 ends the connection at a header of 64 KiB.
  test('takes an address of 60 kB', async () => {
    const session = http2();
    const ids = Array.from({ length: 4_500 }, (_, place) => 1_000_000_000 + place);
    const input = encodeURIComponent(JSON.stringify({ tagIds: ids }));
    const answer = await askHttp2(session, { ':path': `/trpc/live.latest?input=${input}` });
    expect(answer.status).toBe(200);
    session.close();
  });

  test('gives up a body that does not come to its end', { timeout: 60_000 }, async () => {
    const session = http2();
    const headers = { ':path': '/api/take', ':method': 'POST', 'content-type': 'application/json' };
    const stream = session.request(headers);
    stream.write('{');
    const startedAt = performance.now();
    const [head] = (await once(stream, 'response')) as [Record<string, unknown>];
    expect(head[':status']).toBe(408);
    expect(performance.now() - startedAt).toBeLessThan(40_000);
    session.destroy();
  });

  test('has its streams ended and its requests answered when the server stops', async () => {
    const stopping = await startOn(certificate);
    const session = http2(stopping.port);
    session.on('error', () => undefined);
    const slow = askHttp2(session, { ':path': '/api/slow' });
    const stream = session.request({ ':path': '/trpc/live.follow?input={}' });
    await once(stream, 'response');
    const startedAt = performance.now();
    const closed = stopping.server.close();
    await text(stream);
    expect((await slow).status).toBe(200);
    await closed;
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
