import type { BrokerAddress } from '../../mqtt/broker-of.ts';
import { describeFailure } from '../connection-failure.ts';
import type { DriverHost } from '../driver.ts';
import { openConnection, type ConnectionLimits } from './connection/open-connection.ts';
import type { MqttLogin } from './connection/requests.ts';
import { removeSessionRecord } from './session-record.ts';

/** Options of `endSession`. */
interface LeavingSession {
  readonly broker: BrokerAddress;
  /** The broker's name, `host:port`. */
  readonly peer: string;
  readonly login: MqttLogin;
  readonly sessionFile: string;
  readonly limits: ConnectionLimits;
}

const ignore = (): void => undefined;

/**
 * Ends a session at its broker, which would keep messages for it otherwise. A connection with a clean session ends the session of its
 * client id (MQTT 3.1.1, section 3.1.2.4). A broker that cannot be reached is reported, and keeps the session.
 */
export async function endSession(
  { broker, peer, login, sessionFile, limits }: LeavingSession,
  host: Pick<DriverHost, 'fail'>,
): Promise<void> {
  try {
    const connection = await openConnection(broker, limits, new AbortController().signal);
    try {
      connection.listen({ heard: ignore, accepted: ignore, message: ignore, oversized: ignore });
      await connection.login({ ...login, clean: true });
    } finally {
      await connection.close();
    }
    await removeSessionRecord(sessionFile);
  } catch (error) {
    const reason = describeFailure(error, peer);
    host.fail(`the broker goes on keeping messages for ${login.clientId}: ${reason}`);
  }
}
