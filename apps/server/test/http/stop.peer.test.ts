import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openStream } from '../support/stream-client.ts';
import { asSomebody, startGateway } from '../support/test-gateway.ts';

/** A server with a route that answers when it is told to. */
async function startSlow() {
  const arrived = Promise.withResolvers<void>();
  const { promise: ending, resolve: end } = Promise.withResolvers<void>();
  const gateway = await startGateway({ anonymousCallsPerMinute: 10_000 }, (server) => {
    asSomebody(server);
    server.get('/api/slow', async () => {
      arrived.resolve();
      await ending;
      return { done: true };
    });
  });
  return { gateway, arrived: arrived.promise, end };
}

describe('a server that stops', () => {
  test('answers a request that runs, ends its streams at once, and takes no new request', async () => {
    const { gateway, arrived, end } = await startSlow();
    const slow = fetch(`${gateway.address}/api/slow`);
    await arrived;
    const streams = await Promise.all(
      [1, 2, 3, 4, 5].map(() => fetch(`${gateway.address}/trpc/live.follow?input={}`)),
    );
    const closed = gateway.server.close();
    // They end although a request still runs.
    const texts = await Promise.all(streams.map((stream) => stream.text()));
    expect(texts.filter((text) => text.includes('UNAUTHORIZED'))).toEqual([]);
    expect(texts).toHaveLength(5);
    expect((await fetch(`${gateway.address}/ready`)).status).toBe(503);
    expect((await fetch(`${gateway.address}/live`)).status).toBe(200);
    const refused = await fetch(`${gateway.address}/trpc/status.health`);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ error: { data: { reason: 'STOPPING' } } });
    end();
    const endedAt = performance.now();
    const answer = await slow;
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ done: true });
    await closed;
    expect(performance.now() - endedAt).toBeLessThan(4_000);
  });

  test('tells the programs on its streams that it goes, and waits for none that does not answer', async () => {
    const { gateway } = await startSlow();
    const stream = await openStream(gateway.address);
    const deaf = connect(gateway.port, '127.0.0.1');
    deaf.write(
      'GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await once(deaf, 'data');
    const startedAt = performance.now();
    await gateway.server.close();
    expect(await stream.closed).toEqual({ code: 1001, reason: 'the server is about to stop' });
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    deaf.destroy();
  });

  test('cuts after eight seconds what does not come to its end', async () => {
    const { gateway, arrived } = await startSlow();
    const endless = fetch(`${gateway.address}/api/slow`).then(
      () => 'answered',
      () => 'cut',
    );
    await arrived;
    const startedAt = performance.now();
    await gateway.server.close();
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(await endless).toBe('cut');
  });

  test('waits for nobody where nothing runs, though connections are kept open', async () => {
    const { gateway } = await startSlow();
    await (await fetch(`${gateway.address}/live`)).text();
    const startedAt = performance.now();
    await gateway.server.close();
    // What is waited for is waited for eight seconds.
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});
