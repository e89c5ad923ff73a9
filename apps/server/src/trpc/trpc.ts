import type { Permission } from '@varve/contract';
import { initTRPC, type TRPCError } from '@trpc/server';
import { currentRequestId } from './current-request-id.ts';
import { refusalOf, type ToldRefusal } from './error-map.ts';
import type { RequestContext } from './request-context.ts';

/** Declarations of a procedure. */
interface ProcedureMeta {
  /** The right that its caller has to have; null for a procedure about the caller himself. */
  readonly permission: Permission | null;
}

/** Longest silence of a stream, in milliseconds. */
export const PING_MS = 3_000;
/** Told to the client of each stream. */
export const STREAM_CLIENT = { reconnectAfterInactivityMs: 10_000 };

export const trpc = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // Otherwise an error carries its stack, and paths of this machine with it, unless an environment says "production".
    isDev: false,
    errorFormatter: ({ shape, error }) => {
      const refusal = refusalOf(error);
      return {
        ...shape,
        message: messageOf(error, refusal),
        data: { ...shape.data, ...refusal, requestId: currentRequestId.getStore() ?? null },
      };
    },
    // `event-stream.ts` writes them, by the same figures.
    sse: { ping: { enabled: true, intervalMs: PING_MS }, client: STREAM_CLIENT },
  });

export const createRouter = trpc.router;
export const createCallerFactory = trpc.createCallerFactory;

function messageOf({ code, message }: TRPCError, { issues }: ToldRefusal): string {
  // Its own words may be SQL or a path; the log has them.
  if (code === 'INTERNAL_SERVER_ERROR') return 'internal error';
  if (issues.length === 0) return message;
  return issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');
}
