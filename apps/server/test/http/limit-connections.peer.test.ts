import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { limitConnections } from '../../src/http/limit-connections.ts';

test('a connection that is one too many is told so and closed, and another is served when one ends', async () => {
  await using server = fastify({ forceCloseConnections: true });
  limitConnections(server, { served: 3, held: 5 });
  server.get('/live', async () => ({ status: 'live' }));
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const sockets: Socket[] = [];
  const open = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  };
  const ask = async (socket: Socket): Promise<string> => {
    socket.write('GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    return String((await once(socket, 'data'))[0]);
  };
  for (let number = 0; number < 3; number++) expect(await ask(await open())).toContain('200 OK');
  const fourth = await open();
  const answer = await ask(fourth);
  expect(answer).toContain('503 Service Unavailable');
  expect(answer).toContain('retry-after: 5');
  expect(answer).toContain('more than 3 connections at a time');
  await once(fourth, 'close');
  expect(await ask(sockets[0]!)).toContain('200 OK');
  const idle = [await open(), await open()];
  const cut = await open();
  await once(cut, 'close');
  for (const socket of [...idle, sockets[1]!]) socket.destroy();
  const connections = promisify(server.server.getConnections.bind(server.server));
  await expect.poll(() => connections()).toBe(2);
  expect(await ask(await open())).toContain('200 OK');
  for (const socket of sockets) socket.destroy();
});
