import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '../support/test-gateway.ts';

const MIB = 1_048_576;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ anonymousCallsPerMinute: 10_000 }, (server) => {
    server.post('/api/take', async () => ({ taken: true }));
  });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const post = (path: string, length: number): Promise<Response> =>
  fetch(gateway.address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `"${'x'.repeat(length - 2)}"`,
  });

describe('a body', () => {
  test.each(['/trpc/status.health', '/api/take'])('of a MiB is read by %s', async (path) => {
    expect((await post(path, MIB)).status).not.toBe(413);
  });

  test.each(['/trpc/status.health', '/api/take'])(
    'of a byte more than a MiB is refused by %s',
    async (path) => {
      const answer = await post(path, MIB + 1);
      expect(answer.status).toBe(413);
      expect(await answer.text()).toContain('BODY_TOO_LARGE');
    },
  );
});

describe('a batch', () => {
  const ask = (calls: number): Promise<Response> => {
    const path = Array<string>(calls).fill('status.health').join();
    return fetch(`${gateway.address}/trpc/${path}?batch=1&input={}`);
  };

  test('has ten calls at most', async () => {
    // Nobody is logged in.
    expect((await ask(10)).status).toBe(401);
    expect((await ask(11)).status).toBe(400);
  });
});

// Side by side: each takes half a minute.
describe.concurrent('a request that does not come to its end', () => {
  const HEAD = 'POST /api/take HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';

  test.each([
    ['stands still in its body', `${HEAD}content-length: 100\r\n\r\n{`, ''],
    ['comes byte by byte', `${HEAD}content-length: 1000\r\n\r\n{`, ' '],
    ['stands still in its headers', HEAD, ''],
    ['has headers without an end', HEAD, 'x: y\r\n'],
  ])('is given up within 40 s where it %s', async (_what, start, more) => {
    const startedAt = performance.now();
    const socket = connect(gateway.port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('error', () => undefined);
    socket.write(start);
    const drip = setInterval(() => more !== '' && socket.writable && socket.write(more), 500);
    await once(socket, 'close');
    clearInterval(drip);
    expect(performance.now() - startedAt).toBeLessThan(40_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('REQUEST_LATE');
  });
});
