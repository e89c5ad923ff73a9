import { describe, expect, test } from 'vitest';
import { testAccess } from '../support/test-access.ts';
import { startGateway } from '../support/test-gateway.ts';

const statusesOf = async (ask: () => Promise<Response>, count: number): Promise<number[]> => {
  const statuses: number[] = [];
  for (let asked = 0; asked < count; asked++) statuses.push((await ask()).status);
  return statuses;
};
const times = (status: number, count: number): number[] => Array<number>(count).fill(status);

describe('an anonymous caller', () => {
  test('has 60 calls a minute, and is told when there are more', async () => {
    await using gateway = await startGateway();
    const ask = (): Promise<Response> => fetch(`${gateway.address}/api/health`);
    expect(await statusesOf(ask, 60)).toEqual(times(200, 60));
    const refused = await ask();
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await refused.json()).toMatchObject({ code: 'THROTTLED' });
    const call = await fetch(`${gateway.address}/trpc/status.health`);
    expect(call.status).toBe(429);
    expect(await call.json()).toMatchObject({
      error: { data: { code: 'TOO_MANY_REQUESTS', reason: 'THROTTLED' } },
    });
  });

  test('has each call of a batch counted', async () => {
    await using gateway = await startGateway();
    const batch = Array<string>(10).fill('status.health').join();
    const ask = (): Promise<Response> => fetch(`${gateway.address}/trpc/${batch}?batch=1&input={}`);
    expect(await statusesOf(ask, 7)).toEqual([...times(401, 6), 429]);
  });

  test('is not counted at pages and where the server is watched', async () => {
    await using gateway = await startGateway({}, (server) => server.get('/page', () => 'page'));
    for (const path of ['/page', '/none', '/live', '/ready']) {
      const statuses = await statusesOf(() => fetch(gateway.address + path), 70);
      expect(new Set(statuses)).toEqual(new Set([path === '/none' ? 404 : 200]));
    }
  });

  test('gets no new count by a forwarded address', async () => {
    await using gateway = await startGateway();
    let last = 0;
    const ask = (): Promise<Response> =>
      fetch(`${gateway.address}/api/health`, {
        headers: { 'x-forwarded-for': `10.0.0.${last++}`, forwarded: `for=10.0.0.${last}` },
      });
    expect((await statusesOf(ask, 61)).at(-1)).toBe(429);
    expect(new Set(gateway.log.map(({ clientAddress }) => clientAddress))).toContain('127.0.0.1');
    expect(JSON.stringify(gateway.log)).not.toContain('10.0.0.');
  });
});

describe('behind a proxy that is trusted', () => {
  const ask = (address: string, from: string): Promise<Response> =>
    fetch(`${address}/api/health`, { headers: { 'x-forwarded-for': from } });

  test('callers are told apart by their addresses, those of IPv6 by their /64', async () => {
    await using gateway = await startGateway({ trustedProxies: ['127.0.0.0/8'] });
    const { address } = gateway;
    expect((await statusesOf(() => ask(address, '10.0.0.1'), 61)).at(-1)).toBe(429);
    expect((await ask(address, '10.0.0.2')).status).toBe(200);
    let host = 0;
    const fromSubnet = (): Promise<Response> =>
      ask(address, `2001:db8:0:7::${(++host).toString(16)}`);
    expect((await statusesOf(fromSubnet, 61)).at(-1)).toBe(429);
    expect((await ask(address, '2001:db8:0:8::1')).status).toBe(200);
    expect(gateway.log.map(({ clientAddress }) => clientAddress)).toContain('10.0.0.1');
  });

  test('an address that the caller himself has put before it does not count', async () => {
    await using gateway = await startGateway({ trustedProxies: ['127.0.0.1'] });
    let forged = 0;
    const asForger = (): Promise<Response> => ask(gateway.address, `10.9.9.${forged++}, 192.0.2.7`);
    expect((await statusesOf(asForger, 61)).at(-1)).toBe(429);
  });
});

test('a session has 1,200 calls a minute, whatever others of its address ask', async () => {
  await using gateway = await startGateway({}, (server) => {
    server.addHook('onRequest', async (request) => {
      const sessionId = request.headers['x-test-session'];
      if (typeof sessionId !== 'string') return;
      request.access = testAccess('00000000-0000-4000-8000-000000000000', { sessionId });
    });
  });
  const batch = Array<string>(10).fill('status.health').join();
  const ask = (session: string): Promise<Response> =>
    fetch(`${gateway.address}/trpc/${batch}?batch=1&input={}`, {
      headers: { 'x-test-session': session },
    });
  expect(await statusesOf(() => ask('one'), 121)).toEqual([...times(200, 120), 429]);
  expect((await ask('two')).status).toBe(200);
  expect((await fetch(`${gateway.address}/api/health`)).status).toBe(200);
});
