import type { Permission } from '@varve/contract';
import { getTRPCErrorFromUnknown, type TRPCError } from '@trpc/server';
import { requirePermission } from '../kit/access/access.ts';
import { recordDenial } from '../kit/access/record-denial.ts';
import { ServerError } from '../kit/server-error.ts';
import { callerError } from './error-map.ts';
import { partsOfTenant } from './parts-of-tenant.ts';
import type { AccessContext } from './request-context.ts';
import { streamPlaces } from './stream-places.ts';
import { tellDuration } from './tell-duration.ts';
import { trpc } from './trpc.ts';
import { untilEnded } from './until-ended.ts';
import { withinDeadline } from './within-deadline.ts';

/** A call of somebody with a valid credential. */
type KnownCall = Pick<AccessContext, 'access' | 'tenant'> & { readonly path: string };

/** Demands of a procedure on its callers. */
interface Rule {
  /** The right that its caller has to have; null for a procedure about the caller himself. */
  readonly permission: Permission | null;
  /** Refuses who may not call it. */
  readonly check: (call: KnownCall) => Promise<void> | void;
  /** Hears of what a use case refused. */
  readonly onRefusal?: (call: KnownCall, error: TRPCError) => Promise<void>;
}

/**
 * Begins a procedure: it lets callers with a valid credential in, tells the procedure who asks, answers a question in time, and gives an
 * error that the contract names the form that the caller knows. A stream ends with the session.
 *
 * All of it is one middleware: for each, tRPC copies what it knows of a call twice.
 */
function known({ permission, check, onRefusal }: Rule) {
  return trpc.procedure.meta({ permission }).use(async ({ ctx, next, path, type }) => {
    const startedAtMs = performance.now();
    const answer = async () => {
      const { access } = ctx;
      if (access === null) throw unauthenticated();
      const call = { access, tenant: ctx.tenants.actingFor(access), path };
      await check(call);
      const own = { ...partsOfTenant(ctx, access.tenantId), access, tenant: call.tenant };
      const result = await next({ ctx: own satisfies Partial<AccessContext> });
      if (!result.ok) {
        await onRefusal?.(call, result.error);
        throw result.error;
      }
      return type === 'subscription'
        ? { ...result, data: boundStream(result.data as AsyncIterable<unknown>, access.signal) }
        : result;
    };
    let code: TRPCError['code'] | 'OK' = 'OK';
    try {
      return await (type === 'query' ? withinDeadline(answer()) : answer());
    } catch (error) {
      const failure = getTRPCErrorFromUnknown(error);
      const told = callerError(failure.cause) ?? failure;
      ({ code } = told);
      throw told;
    } finally {
      // A stream has no answer.
      if (type !== 'subscription') tellDuration({ procedure: path, code, startedAtMs });
    }
  });
}

/** A session has few streams, and each ends with it. */
function boundStream(stream: AsyncIterable<unknown>, session: AbortSignal) {
  return tellingErrors(streamPlaces(untilEnded(stream, session), session));
}

/** Makes a procedure for callers that have a right. A denial is written to the audit log. */
export function may(permission: Permission) {
  return known({
    permission,
    async check({ access, tenant, path }) {
      try {
        requirePermission(access, permission);
      } catch (error) {
        await recordDenial(tenant, { path, permission });
        throw error;
      }
    },
    async onRefusal({ tenant, path }, error) {
      // A use case found out that what was asked needs another right too.
      const missing = missingPermission(error);
      if (missing !== undefined) await recordDenial(tenant, { path, permission: missing });
    },
  });
}

/** A procedure about the caller himself, for whoever is logged in: also while a password or a factor is due. A key is not logged in. */
export const self = known({
  permission: null,
  check({ access }) {
    if (access.keyId !== null) throw sessionRequired();
  },
});

function missingPermission({ cause }: TRPCError): Permission | undefined {
  return cause instanceof ServerError ? cause.permission : undefined;
}

function unauthenticated(): ServerError {
  return new ServerError('UNAUTHENTICATED', 'log in first');
}

function sessionRequired(): ServerError {
  return new ServerError('SESSION_REQUIRED', 'this needs a session: a key may not do it');
}

/** A stream fails after its procedure has returned. */
async function* tellingErrors(stream: AsyncIterable<unknown>): AsyncGenerator {
  try {
    yield* stream;
  } catch (error) {
    throw callerError(error) ?? error;
  }
}
