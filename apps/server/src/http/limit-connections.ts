import type { FastifyInstance } from 'fastify';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { sendRefusal } from './send-refusal.ts';

/** Connections at a time. */
interface ConnectionLimits {
  /** Those beyond are told so, and closed. */
  readonly served: number;
  /** Those beyond are cut: nobody has the time to tell them. */
  readonly held: number;
}

const RETRY_S = 5;

/** Bounds the connections of a server: each costs memory, and a file of the process. */
export function limitConnections(
  server: FastifyInstance,
  { served, held }: ConnectionLimits,
): void {
  const http: Server = server.server;
  http.maxConnections = held;
  let servedNow = 0;
  // By name: over HTTP/2 a request shows a stand-in of its connection.
  const refused = new Set<string>();
  http.on('connection', (socket: Socket) => {
    if (servedNow < served) {
      servedNow += 1;
      socket.once('close', () => (servedNow -= 1));
      return;
    }
    const name = nameOf(socket);
    refused.add(name);
    socket.once('close', () => refused.delete(name));
  });
  server.addHook('onRequest', async (request, reply) => {
    if (refused.size === 0 || !refused.has(nameOf(request.raw.socket))) return undefined;
    // HTTP/2 has no such header; its connections end when they are idle.
    reply.header('connection', 'close');
    return sendRefusal(request, reply, {
      status: 503,
      code: 'THROTTLED',
      message: `more than ${served} connections at a time`,
      retryAfterSeconds: RETRY_S,
    });
  });
}

function nameOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
