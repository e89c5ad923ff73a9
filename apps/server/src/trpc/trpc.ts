import type { Permission } from '@varve/contract';
import { initTRPC, type TRPCError } from '@trpc/server';
import { refusalOf, type ToldRefusal } from './error-map.ts';
import type { RequestContext } from './request-context.ts';

/** Declarations of a procedure. */
interface ProcedureMeta {
  /** The right that its caller has to have. */
  readonly permission: Permission;
}

const isDevelopment = process.env['NODE_ENV'] === 'development';

export const trpc = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // An error carries a stack, and paths of this machine with it, to developers only.
    isDev: isDevelopment,
    errorFormatter: ({ shape, error }) => {
      const refusal = refusalOf(error);
      return {
        ...shape,
        message: messageOf(error, refusal),
        data: { ...shape.data, ...refusal },
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
  if (code === 'INTERNAL_SERVER_ERROR' && !isDevelopment)
    return 'the server could not answer; its log says why';
  if (issues.length === 0) return message;
  return issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');
}
