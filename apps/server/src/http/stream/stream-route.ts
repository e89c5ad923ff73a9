import websocket from '@fastify/websocket';
import { MAX_STREAM_MESSAGE_BYTES, STREAM_PROTOCOL } from '@varve/contract';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, Server } from 'node:http';
import type { ServerParts } from '../../trpc/request-context.ts';
import { sendRefusal } from '../send-refusal.ts';
import type { Stopping } from '../stop-gracefully.ts';
import { serveStream } from './serve-stream.ts';
import { tagLookups } from './tag-lookup.ts';

const STREAM_PATH = '/api/v1/stream';

const UPGRADE_REQUIRED = 426;

/** Opens streams of live values for programs, over WebSocket (RFC 6455). Who asks is said by the first message. */
export async function streamRoute(
  server: FastifyInstance,
  parts: ServerParts,
  stopping: Stopping,
): Promise<void> {
  const lookupOf = tagLookups();
  // Any other request that offers another protocol is answered by the one in which it came.
  Object.assign(server.server satisfies Server, { shouldUpgradeCallback: asksForStream });
  await server.register(async (route) => {
    await route.register(websocket, {
      options: {
        maxPayload: MAX_STREAM_MESSAGE_BYTES,
        handleProtocols: () => STREAM_PROTOCOL,
      },
      errorHandler: (_error, socket) => socket.terminate(),
    });
    route.addHook('onResponse', async ({ raw }) => {
      // A request that is refused: nothing else reads its connection any more.
      if (asksForStream(raw)) raw.socket.destroySoon();
    });
    route.addHook('preHandler', async (request, reply) => {
      const offered = request.headers['sec-websocket-protocol'];
      if (offered === undefined || offered.split(/\s*,\s*/).includes(STREAM_PROTOCOL))
        return undefined;
      const message = `expected the protocol ${STREAM_PROTOCOL}, or none`;
      return sendRefusal(request, reply, { status: 400, code: 'REQUEST_INVALID', message });
    });
    route.route({
      method: 'GET',
      url: STREAM_PATH,
      wsHandler: (socket, request) =>
        serveStream({ socket, request }, { ...parts, lookupOf }, stopping.signal),
      handler: async (request, reply) => {
        reply.header('upgrade', 'websocket');
        const message = 'expected a request to open a WebSocket';
        const status = UPGRADE_REQUIRED;
        return sendRefusal(request, reply, { status, code: 'REQUEST_INVALID', message });
      },
    });
  });
}

function asksForStream({ method, url = '', headers }: IncomingMessage): boolean {
  const isWebSocket = headers.upgrade?.toLowerCase() === 'websocket';
  return method === 'GET' && isWebSocket && url.replace(/[?#].*$/s, '') === STREAM_PATH;
}
