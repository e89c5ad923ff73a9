import { StatusCode } from '../../../sample/status-code.ts';
import { ConnectionFailure } from '../../connection-failure.ts';

/** Return codes of CONNACK. Source: MQTT 3.1.1, table 3.1. */
const REASONS: ReadonlyMap<number, string> = new Map([
  [1, 'it does not speak MQTT 3.1.1'],
  [2, 'it does not allow the client id'],
  [3, 'it is not available'],
  [4, 'it does not know the user name and password'],
  [5, 'it does not allow this client'],
]);
const WITHOUT_ACCESS: ReadonlySet<number> = new Set([4, 5]);
// Only another configuration, of the broker or of the source, ends these.
const LASTING: ReadonlySet<number> = new Set([1, 2]);

/**
 * Makes the failure of a login that a broker refused.
 *
 * @param rareRetryMs - pause before the next try where waiting alone does not help
 */
export function refusedLogin(returnCode: number, rareRetryMs: number): ConnectionFailure {
  const reason = REASONS.get(returnCode) ?? 'it does not say why';
  return new ConnectionFailure(
    `the broker refuses the connection: ${reason} (code ${returnCode})`,
    {
      status: WITHOUT_ACCESS.has(returnCode)
        ? StatusCode.badUserAccessDenied
        : StatusCode.badNoCommunication,
      retryAfterMs: LASTING.has(returnCode) ? rareRetryMs : 0,
    },
  );
}
