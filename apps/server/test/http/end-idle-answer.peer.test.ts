import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { endIdleAnswer } from '../../src/http/end-idle-answer.ts';

async function* endless(): AsyncGenerator<string> {
  for (;;) yield 'x'.repeat(100_000);
}

test.each([
  ['takes nothing in', { idleMs: 100, totalMs: 3_600_000 }, false],
  ['takes too long', { idleMs: 3_600_000, totalMs: 300 }, true],
])(
  'an answer whose reader %s is cut, and what it reads is let go',
  async (_what, limits, reads) => {
    await using server = fastify({ forceCloseConnections: true });
    const ended = Promise.withResolvers<void>();
    server.get('/file', async (_request, reply) => {
      const body = Readable.from(endless());
      body.once('close', ended.resolve);
      endIdleAnswer(reply, body, limits);
      return reply.type('text/plain').send(body);
    });
    await server.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET /file HTTP/1.1\r\nHost: localhost\r\n\r\n');
    if (reads) socket.resume();
    await ended.promise;
    socket.resume();
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  },
);
