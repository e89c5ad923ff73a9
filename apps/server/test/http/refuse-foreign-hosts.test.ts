import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseForeignHosts } from '../../src/http/refuse-foreign-hosts.ts';

let server: FastifyInstance;
beforeAll(() => {
  server = fastify();
  refuseForeignHosts(server, ['Plant.example']);
  server.get('/', () => 'here');
});
afterAll(() => server.close());

const answerTo = async (host: string, origin?: string): Promise<number> => {
  const headers = { host, ...(origin === undefined ? {} : { origin }) };
  return (await server.inject({ url: '/', headers })).statusCode;
};

test.each([
  ['127.0.0.1:8080', undefined],
  ['10.1.2.3', 'http://10.1.2.3'],
  ['[::1]:8080', 'http://[::1]:8080'],
  ['localhost:8080', 'http://localhost:8080'],
  ['LOCALHOST', undefined],
  ['localhost.', undefined],
  ['localhost:80', 'http://localhost'],
  ['localhost:443', 'https://localhost'],
  ['plant.example', 'https://plant.example'],
  // A proxy has put its own idea of the host in the place of the name.
  ['127.0.0.1:8080', 'https://plant.example'],
])('a request to %s from %s is answered', async (host, origin) => {
  expect(await answerTo(host, origin)).toBe(200);
});

test.each([
  ['evil.example', 'http://evil.example'],
  ['evil.example:8080', undefined],
  ['127.0.0.1.evil.example', undefined],
  ['localhost.evil.example', undefined],
  ['localhost@evil.example', undefined],
  ['evil.example/localhost', undefined],
  ['%zz', undefined],
  ['127.0.0.1:8080', 'http://evil.example'],
  ['127.0.0.1:8080', 'http://127.0.0.1:9090'],
  ['127.0.0.1:8080', 'http://localhost:8080'],
  ['127.0.0.1:8080', 'null'],
  ['plant.example', 'http://evil.example'],
])('a request to %s from %s is refused', async (host, origin) => {
  expect(await answerTo(host, origin)).toBe(421);
});

test('a refusal says how to make the name known', async () => {
  const answer = await server.inject({ url: '/nowhere', headers: { host: 'evil.example' } });
  expect(answer.statusCode).toBe(421);
  expect(answer.body).toContain('start it with --allow-host evil.example');
});
