import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../../../test/free-port.ts';
import { listen } from '../../src/http/listen.ts';

let server: FastifyInstance;
let other: Server;
let takenPort: number;

beforeEach(async () => {
  server = fastify();
  other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  takenPort = (other.address() as AddressInfo).port;
});
afterEach(async () => {
  await server.close();
  other.close();
});

test('a port that is taken is refused by its number, with the way out', async () => {
  await expect(listen(server, { host: '127.0.0.1', port: takenPort })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    message: `port ${takenPort} is taken: give another with --port, or stop what listens there`,
  });
});

test('an address that is not one of this machine is refused by its name', async () => {
  const host = '192.0.2.1';
  await expect(listen(server, { host, port: takenPort })).rejects.toMatchObject({
    code: 'HOST_INVALID',
    message: expect.stringContaining(`cannot listen on ${host} (`),
  });
});

test('the address is one to open in a browser', async () => {
  const port = await freePort();
  const address = await listen(server, { host: '127.0.0.1', port });
  expect(address).toBe(`http://127.0.0.1:${port}`);
  expect((await fetch(address)).status).toBe(404);
});
