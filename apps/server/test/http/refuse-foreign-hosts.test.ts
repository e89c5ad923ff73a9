import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownHostNames } from '../../src/http/own-host-names.ts';
import { refuseForeignHosts } from '../../src/http/refuse-foreign-hosts.ts';

let server: FastifyInstance;
beforeAll(() => {
  server = fastify();
  refuseForeignHosts(server, ['Plant.example']);
  server.get('/', () => 'here');
});
afterAll(() => server.close());

const answerTo = async (host: string): Promise<number> =>
  (await server.inject({ url: '/', headers: { host } })).statusCode;

test.each([
  '127.0.0.1:8080',
  '10.1.2.3',
  '[::1]:8080',
  'localhost:8080',
  'LOCALHOST',
  'localhost.',
  'plant.example',
  'plant.example:8443',
])('a request to %s is answered', async (host) => {
  expect(await answerTo(host)).toBe(200);
});

test.each([
  'evil.example',
  'evil.example:8080',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  'localhost@evil.example',
  'evil.example/localhost',
  'plant.example.evil.example',
  '%zz',
])('a request to %s is refused', async (host) => {
  expect(await answerTo(host)).toBe(421);
});

test('a forwarded name is no name of this server', async () => {
  const headers = { host: 'evil.example', 'x-forwarded-host': 'plant.example' };
  expect((await server.inject({ url: '/', headers })).statusCode).toBe(421);
});

test.each([
  ['box-7.plant.example', ['box-7.plant.example', 'box-7', 'box-7.local']],
  ['box', ['box', 'box.local']],
  ['', []],
])('a machine with the host name %j is known by %j', (name, names) => {
  expect(ownHostNames(name)).toEqual(names);
});

test('a refusal says how to make the name known', async () => {
  const answer = await server.inject({ url: '/nowhere', headers: { host: 'evil.example' } });
  expect(answer.statusCode).toBe(421);
  expect(answer.body).toContain('start it with --allow-host evil.example');
});
