import { initTRPC, TRPCError } from '@trpc/server';
import type { ServerContext } from './context.ts';
import { withinDeadline } from './answer-deadline.ts';

const isDevelopment = process.env['NODE_ENV'] === 'development';

const trpc = initTRPC.context<ServerContext>().create({
  // An error carries a stack, and paths of this machine with it, to developers only.
  isDev: isDevelopment,
  errorFormatter: ({ shape, error }) =>
    error.code === 'INTERNAL_SERVER_ERROR' && !isDevelopment
      ? { ...shape, message: 'the server could not answer; its log says why' }
      : shape,
  sse: {
    ping: { enabled: true, intervalMs: 3_000 },
    client: { reconnectAfterInactivityMs: 10_000 },
  },
});

/** What an error of the house means to a caller, by its code. */
const CODES: Readonly<Record<string, TRPCError['code']>> = {
  TAG_UNKNOWN: 'NOT_FOUND',
  QUERY_INVALID: 'BAD_REQUEST',
  RANGE_TOO_LARGE: 'BAD_REQUEST',
};

/** An error of the house as a caller is to see it; undefined where nothing is known of it. */
export function callerError(error: unknown): TRPCError | undefined {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  const known = code === undefined ? undefined : CODES[code];
  return known === undefined
    ? undefined
    : new TRPCError({ code: known, message: message ?? '', cause: error });
}

export const createRouter = trpc.router;
export const createCallerFactory = trpc.createCallerFactory;

/** A procedure; a question among them has its answer in time. */
export const procedure = trpc.procedure.use(async ({ next, type }) => {
  const result = await (type === 'query' ? withinDeadline(next()) : next());
  const known = result.ok ? undefined : callerError(result.error.cause);
  if (known !== undefined) throw known;
  return result;
});
