import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { sslModeOf, type ConnectionTarget, type SslMode } from './parse-connection-string.ts';
import { DatabaseError } from '../database-error.ts';

/** How a connection is encrypted: not at all, or by TLS that checks what the options say. */
export type SslSetting = false | ConnectionOptions;

/** The mode that holds: the string's own, else the environment's, else the one of libpq. */
export function sslModeFor({ sslMode }: ConnectionTarget): SslMode {
  return sslMode ?? sslModeOf(process.env['PGSSLMODE'] || 'prefer');
}

/** The authorities that a server is checked against: a file, `system`, or undefined where there are none. */
export function rootCertOf({ sslRootCert }: ConnectionTarget): string | undefined {
  const given = sslRootCert ?? (process.env['PGSSLROOTCERT'] || undefined);
  if (given !== undefined) return given;
  const usual = join(homedir(), '.postgresql', 'root.crt');
  return existsSync(usual) ? usual : undefined;
}

/**
 * The ways that `sslmode` allows, in the order in which they are tried. `require` checks a certificate only where there are authorities to check it
 * against, `verify-ca` not the name in it; `verify-full` without authorities takes those that Node brings.
 *
 * @throws DatabaseError CONNECTION_STRING_INVALID when a file cannot be read
 *
 * Source: PostgreSQL 18 documentation, 32.19 "SSL Support", table 32.1.
 */
export function sslAttempts(target: ConnectionTarget): readonly SslSetting[] {
  const mode = sslModeFor(target);
  // libpq does not encrypt what stays on the machine.
  if (mode === 'disable' || target.host?.startsWith('/')) return [false];
  const encrypted = encryption(target, mode);
  if (mode === 'allow') return [false, encrypted];
  return mode === 'prefer' ? [encrypted, false] : [encrypted];
}

function encryption(target: ConnectionTarget, mode: SslMode): ConnectionOptions {
  const { sslCert, sslKey } = target;
  const root = rootCertOf(target);
  const own = {
    ...(sslCert === undefined ? {} : { cert: readPem('sslcert', sslCert) }),
    ...(sslKey === undefined ? {} : { key: readPem('sslkey', sslKey) }),
  };
  const isChecked = mode.startsWith('verify') || (mode === 'require' && root !== undefined);
  if (!isChecked) return { ...own, rejectUnauthorized: false };
  return {
    ...own,
    rejectUnauthorized: true,
    ...(root === undefined || root === 'system' ? {} : { ca: readPem('sslrootcert', root) }),
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  };
}

function readPem(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DatabaseError(
      'CONNECTION_STRING_INVALID',
      `the file of ${name} in the connection string cannot be read: ${code}`,
      { cause: error },
    );
  }
}

/** Whether another attempt may end better: the server cannot encrypt, wants it otherwise, or has no entry for it in pg_hba.conf. */
export function mayTryOther(error: unknown): boolean {
  const { code, message } = error as Error & { code?: string };
  return (
    code === INVALID_AUTHORIZATION ||
    code?.startsWith('ERR_SSL') === true ||
    code === 'EPROTO' ||
    /SSL connection/i.test(message)
  );
}

const INVALID_AUTHORIZATION = '28000';
