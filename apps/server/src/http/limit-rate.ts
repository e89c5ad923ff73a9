import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CallCounts } from './call-counts.ts';
import { isApiRoute, isCallRoute } from './is-api-route.ts';
import { MAX_BATCH } from './plain-calls.ts';
import { sendRefusal } from './send-refusal.ts';

const MINUTE_MS = 60_000;

/** Calls a minute of a session or a key. */
const CALLS_PER_MINUTE = 1_200;

/** Whoever watches the server asks for these, and they cost nothing. */
const FREE_ROUTES = new Set<unknown>(['/live', '/ready']);

/**
 * Limits how often a caller may ask: a session or a key, or else all anonymous callers of an address. Each call of a batch counts; files of
 * the console do not.
 *
 * It counts after `onRequest`, in which the caller is made out, and before the body is read.
 */
export async function limitRate(
  server: FastifyInstance,
  anonymousCallsPerMinute: number,
): Promise<void> {
  await server.register(rateLimit, { global: false, store: CallCounts });
  const timeWindow = MINUTE_MS;
  // By address, or by the /64 of an IPv6 address: a subscriber is given as many addresses as that.
  const countAnonymous = server.createRateLimit({ timeWindow, max: anonymousCallsPerMinute });
  const countKnown = server.createRateLimit({
    timeWindow,
    max: CALLS_PER_MINUTE,
    keyGenerator: callerOf,
  });
  server.addHook('preParsing', async (request, reply) => {
    if (!isApiRoute(request) || FREE_ROUTES.has(request.routeOptions.url)) return undefined;
    const count = request.access === null ? countAnonymous : countKnown;
    for (let call = 0; call < callsOf(request); call++) {
      const limit = await count(request);
      if (limit.isAllowed || !limit.isExceeded) continue;
      reply.header('retry-after', limit.ttlInSeconds);
      const message = `more than ${limit.max} calls in a minute`;
      return sendRefusal(request, reply, { status: 429, code: 'THROTTLED', message });
    }
    return undefined;
  });
}

/** Counts the calls of a request; a batch that is too long is refused later. */
function callsOf(request: FastifyRequest): number {
  if (!isCallRoute(request)) return 1;
  const { path } = request.params as { readonly path: string };
  return Math.min(path.split(',').length, MAX_BATCH);
}

function callerOf({ access }: FastifyRequest): string {
  return access?.sessionId ? `session ${access.sessionId}` : `key ${access?.keyId}`;
}
