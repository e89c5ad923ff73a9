import type { Permission } from '@varve/contract';
import { callerError } from './error-map.ts';
import { trpc } from './trpc.ts';
import { withinDeadline } from './within-deadline.ts';

/** Answers a question in time, and gives an error that the contract names the form that the caller knows. */
const procedure = trpc.procedure.use(async ({ next, type }) => {
  const result = await (type === 'query' ? withinDeadline(next()) : next());
  if (!result.ok) throw callerError(result.error.cause) ?? result.error;
  return type === 'subscription'
    ? { ...result, data: tellingErrors(result.data as AsyncIterable<unknown>) }
    : result;
});

/**
 * Makes a procedure for callers that have a right.
 *
 * The right is declared in the procedure's meta. It is not enforced yet: the server knows no users.
 */
export function may(permission: Permission) {
  return procedure.meta({ permission });
}

/** A stream fails after its procedure has returned. */
async function* tellingErrors(stream: AsyncIterable<unknown>): AsyncGenerator {
  try {
    yield* stream;
  } catch (error) {
    throw callerError(error) ?? error;
  }
}
