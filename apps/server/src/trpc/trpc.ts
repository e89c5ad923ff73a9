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
    sse: {
      ping: { enabled: true, intervalMs: 3_000 },
      client: { reconnectAfterInactivityMs: 10_000 },
    },
  });

export const createRouter = trpc.router;
export const createCallerFactory = trpc.createCallerFactory;

function messageOf({ code, message }: TRPCError, { issues }: ToldRefusal): string {
  // Its own words may be SQL or a path; the log has them.
  if (code === 'INTERNAL_SERVER_ERROR') return 'internal error';
  if (issues.length === 0) return message;
  return issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');
}
