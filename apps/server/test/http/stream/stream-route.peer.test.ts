import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '../../support/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

describe('the address of the stream', () => {
  async function ask(headers: Record<string, string>): Promise<number> {
    const asked = request(`${gateway.address}/api/v1/stream`, {
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    }).end();
    const [answer] = (await Promise.race([once(asked, 'response'), once(asked, 'upgrade')])) as [
      IncomingMessage,
    ];
    asked.destroy();
    return answer.statusCode!;
  }

  test('refuses another page, another name of the server, another protocol, and a request that is none', async () => {
    expect(await ask({})).toBe(101);
    expect(await ask({ origin: 'https://evil.example' })).toBe(403);
    expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await ask({ host: 'evil.example' })).toBe(421);
    expect(await ask({ 'sec-websocket-protocol': 'other.v9' })).toBe(400);
    const plain = await fetch(`${gateway.address}/api/v1/stream`);
    expect(plain.status).toBe(426);
    expect(plain.headers.get('upgrade')).toBe('websocket');
  });

  test('is the only one that opens a stream', async () => {
    const asked = request(`${gateway.address}/api/health`, {
      headers: { connection: 'upgrade', upgrade: 'h2c' },
    }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    asked.destroy();
  });
});
