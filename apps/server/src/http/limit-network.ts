import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientNetwork } from '../kit/network/client-network.ts';
import { sendRefusal } from './send-refusal.ts';

const MINUTE_MS = 60_000;

/** Makes a hook that limits how often a network asks some routes, whoever asks; `limitRate` stands before it. */
export function limitNetwork(server: FastifyInstance, perMinute: number) {
  const count = server.createRateLimit({
    timeWindow: MINUTE_MS,
    max: perMinute,
    keyGenerator: ({ ip }) => clientNetwork(ip),
  });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const limit = await count(request);
    if (limit.isAllowed || !limit.isExceeded) return;
    await sendRefusal(request, reply, {
      status: 429,
      code: 'THROTTLED',
      message: `more than ${limit.max} such requests of a network in a minute`,
      retryAfterSeconds: limit.ttlInSeconds,
    });
  };
}
