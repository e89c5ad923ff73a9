import type { AnyTRPCRouter } from '@trpc/server';
import type { FastifyRequest } from 'fastify';
import { procedureTypes } from './procedure-types.ts';

/** Calls in one request at most. */
export const MAX_BATCH = 10;

/** Questions, or changes, that came in one request. */
export interface PlainCalls {
  readonly type: 'query' | 'mutation';
  /** A batch is answered by a list, also one of a single call. */
  readonly isBatch: boolean;
  readonly calls: readonly PlainCall[];
}

/** A procedure, and what it is asked with. */
interface PlainCall {
  readonly path: string;
  readonly input: unknown;
}

/**
 * Makes the reader of requests as tRPC's clients send them: whole questions and changes, as JSON. For any other, which is a stream or wrong,
 * it gives undefined.
 */
export function readPlainCalls(
  router: AnyTRPCRouter,
): (request: FastifyRequest) => PlainCalls | undefined {
  const types = procedureTypes(router);
  return (request) => {
    const { method, params, query, body } = request;
    if (asksForLines(request)) return undefined;
    const { path } = params as { readonly path: string };
    const { batch, input } = query as { readonly batch?: unknown; readonly input?: unknown };
    const isBatch = batch === '1';
    const paths = isBatch ? path.split(',') : [path];
    const [type, ...others] = new Set(paths.map((name) => types.get(name)));
    if (others.length > 0 || paths.length > MAX_BATCH) return undefined;
    if (type !== 'query' && type !== 'mutation') return undefined;
    if (method !== 'POST' && (method !== 'GET' || type === 'mutation')) return undefined;
    const inputs =
      method === 'GET' && input === undefined
        ? {}
        : inputsOf(method === 'GET' ? input : body, isBatch);
    if (inputs === undefined) return undefined;
    return { type, isBatch, calls: paths.map((name, at) => ({ path: name, input: inputs[at] })) };
  };
}

/** Whether the answer is to come line by line, each call when it is done: only tRPC writes that. */
export function asksForLines({ headers }: FastifyRequest): boolean {
  return headers['trpc-accept'] !== undefined || headers.accept?.includes('jsonl') === true;
}

/** Inputs by the places of their calls; undefined for a text that holds none. */
function inputsOf(text: unknown, isBatch: boolean): Readonly<Record<number, unknown>> | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const given: unknown = JSON.parse(text);
    if (!isBatch) return { 0: given };
    return isRecord(given) ? given : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(given: unknown): given is Readonly<Record<number, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
