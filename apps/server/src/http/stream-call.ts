import type { AnyTRPCRouter } from '@trpc/server';
import type { FastifyRequest } from 'fastify';
import { asksForLines } from './plain-calls.ts';
import { procedureTypes } from './procedure-types.ts';

/** A stream, and what it is asked with. */
export interface StreamCall {
  readonly path: string;
  readonly input: unknown;
  /** The id of the last message that its reader has had, where messages have ids; else undefined. */
  readonly lastEventId: string | undefined;
}

/**
 * Makes the reader of requests for one stream, as browsers and tRPC's client send them: by GET, and on its own. For any other, also for
 * one with an input that is no JSON, it gives undefined.
 */
export function readStreamCall(
  router: AnyTRPCRouter,
): (request: FastifyRequest) => StreamCall | undefined {
  const types = procedureTypes(router);
  return (request) => {
    const { path } = request.params as { readonly path: string };
    if (request.method !== 'GET' || types.get(path) !== 'subscription') return undefined;
    const query = request.query as Readonly<Record<string, string | undefined>>;
    if (query['batch'] === '1' || asksForLines(request)) return undefined;
    const lastEventId = lastEventIdOf(request, query);
    try {
      const given: unknown = query['input'] ? JSON.parse(query['input']) : undefined;
      return { path, input: withLastEventId(given, lastEventId), lastEventId };
    } catch {
      return undefined;
    }
  };
}

/** An empty one is none. A browser that comes back sends the header; a client that cannot set it, a parameter. */
function lastEventIdOf(
  { headers }: FastifyRequest,
  query: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const header = headers['last-event-id'] as string | undefined;
  return (header ?? query['lastEventId'] ?? query['Last-Event-Id']) || undefined;
}

/** A procedure finds it in its input, as tRPC has it. */
function withLastEventId(input: unknown, lastEventId: string | undefined): unknown {
  if (lastEventId === undefined) return input;
  if (typeof input !== 'object' || Array.isArray(input)) return input ?? { lastEventId };
  return { ...input, lastEventId };
}
