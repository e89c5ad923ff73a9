import {
  parseConnectionString,
  type ConnectionTarget,
} from '../connect/parse-connection-string.ts';
import { rootCertOf, sslModeFor } from '../connect/ssl-attempts.ts';

/**
 * Gives the environment that tells a client program of PostgreSQL the address and the login, since everybody may read the list of
 * processes.
 *
 * @throws DatabaseError CONNECTION_STRING_INVALID
 *
 * Source: PostgreSQL 18 documentation, 32.15 "Environment Variables".
 */
export function programEnvironment(connectionString: string): NodeJS.ProcessEnv {
  const target = parseConnectionString(connectionString);
  const given = Object.entries(settingsOf(target)).filter(([, value]) => value !== undefined);
  return { ...process.env, ...Object.fromEntries(given) };
}

function settingsOf(target: ConnectionTarget): NodeJS.ProcessEnv {
  const mode = sslModeFor(target);
  const root = rootCertOf(target);
  // pg goes there without a host; programs would look for a socket.
  const { host = process.env['PGHOST'] ?? 'localhost' } = target;
  return {
    PGHOST: host,
    PGPORT: target.port?.toString(),
    PGUSER: target.user ?? process.env['PGUSER'] ?? process.env['USER'],
    PGPASSWORD: target.password,
    PGDATABASE: target.database,
    PGSSLMODE: mode,
    // Without a file of their own, programs would refuse to check anything.
    PGSSLROOTCERT: root ?? (mode === 'verify-full' ? 'system' : undefined),
    PGSSLCERT: target.sslCert,
    PGSSLKEY: target.sslKey,
    PGOPTIONS: target.options,
    PGAPPNAME: target.applicationName,
    PGCONNECT_TIMEOUT: target.connectTimeoutS?.toString(),
  };
}
