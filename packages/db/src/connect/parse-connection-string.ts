import { DatabaseError } from '../database-error.ts';

/** Values of libpq's `sslmode`. */
export type SslMode = 'disable' | 'allow' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';

/** Address of a database and its login. Parts that are not given come from the environment (`PGHOST`, `PGUSER`, …), as with psql. */
export interface ConnectionTarget {
  /** A name, an address, or the folder of a socket. */
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly sslMode?: SslMode;
  /** Files in PEM; `system` as root means the authorities that the system trusts. */
  readonly sslRootCert?: string;
  readonly sslCert?: string;
  readonly sslKey?: string;
  readonly applicationName?: string;
  /** Command-line options for the server: `-c search_path=x`. */
  readonly options?: string;
  readonly connectTimeoutS?: number;
}

const HOW_TO_WRITE =
  'write postgres://user:password@host:5432/database?sslmode=require, in which a % of user, password or database is %25, @ is %40, : is %3A, / is %2F, # is %23, ? is %3F and a space is %20; or host=… port=… user=… password=… dbname=…';

const URL_PARTS =
  /^postgres(?:ql)?:\/\/(?:([^@/?#]*)@)?([^@/?#]*)(?:\/([^@/?#]*))?(?:\?([^#]*))?$/i;
const HOST_AND_PORT = /^(\[[\da-f:.%]+\]|[^:[\]]*)(?::(\d*))?$/i;
const PAIR = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)/giy;

const SSL_OF_OTHERS: Readonly<Record<string, SslMode>> = {
  true: 'require',
  1: 'require',
  false: 'disable',
  0: 'disable',
};

/** Libpq's names of what a string may say, and what psql, JDBC and others write for them. */
const READERS: Readonly<Record<string, (value: string) => Partial<ConnectionTarget>>> = {
  host: (host) => ({ host: oneHost(host) }),
  port: (port) => ({ port: portOf(port) }),
  user: (user) => ({ user }),
  password: (password) => ({ password }),
  dbname: (database) => ({ database }),
  sslmode: (mode) => ({ sslMode: sslModeOf(mode) }),
  ssl: (value) => ({ sslMode: SSL_OF_OTHERS[value] ?? sslModeOf(value) }),
  sslrootcert: (sslRootCert) => ({ sslRootCert }),
  sslcert: (sslCert) => ({ sslCert }),
  sslkey: (sslKey) => ({ sslKey }),
  application_name: (applicationName) => ({ applicationName }),
  options: (options) => ({ options }),
  connect_timeout: (value) => ({ connectTimeoutS: secondsOf(value) }),
  // The way of libpq is the only one here.
  uselibpqcompat: () => ({}),
};

/**
 * Reads a connection string as psql does: a URL, or `name=value` pairs. The only place that takes one apart.
 *
 * @throws DatabaseError CONNECTION_STRING_INVALID with one line that says what is wrong and how to write it, and nothing of the string
 *
 * Source: PostgreSQL 18 documentation, 32.1.1 "Connection Strings".
 */
export function parseConnectionString(text: string): ConnectionTarget {
  const isUrl = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  return isUrl ? readUrl(text) : readPairs(text);
}

function readUrl(text: string): ConnectionTarget {
  if (/\s/.test(text)) throw refusal('it has a space');
  const [, userInfo, address, database, query] = URL_PARTS.exec(text) ?? [];
  if (address === undefined) throw refusal('a character that parts it stands where it may not');
  const [, host = '', port = ''] = HOST_AND_PORT.exec(address) ?? [];
  if (host === '' && port === '' && address !== '') throw refusal('its port is no number');
  const separator = userInfo?.indexOf(':') ?? -1;
  const user = separator === -1 ? userInfo : userInfo!.slice(0, separator);
  const password = separator === -1 ? '' : userInfo!.slice(separator + 1);
  const given = Object.entries({
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port,
    user: user ?? '',
    password,
    dbname: database ?? '',
  }).filter(([, value]) => value !== '');
  const asked = (query ?? '').split('&').filter((pair) => pair !== '');
  return collect([
    ...given.map(([name, value]) => [name, decode(value)] as const),
    ...asked.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals === -1) throw refusal('a part of its query has no =');
      return [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))] as const;
    }),
  ]);
}

function readPairs(text: string): ConnectionTarget {
  const pairs: (readonly [string, string])[] = [];
  let end = 0;
  for (const { 0: whole, 1: name, 2: quoted, 3: bare, index } of text.matchAll(PAIR)) {
    end = index + whole.length;
    pairs.push([name!, (quoted ?? bare ?? '').replaceAll(/\\(.)/gs, '$1')]);
  }
  if (pairs.length === 0 || text.slice(end).trim() !== '') {
    throw refusal('it is neither a URL nor name=value pairs');
  }
  return collect(pairs.filter(([, value]) => value !== ''));
}

function collect(pairs: readonly (readonly [string, string])[]): ConnectionTarget {
  let target: ConnectionTarget = {};
  for (const [name, value] of pairs) {
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    // The name may be the rest of a password that was not encoded.
    if (read === undefined) {
      throw refusal(`a setting in it is none of ${Object.keys(READERS).join(', ')}`);
    }
    target = { ...target, ...read(value) };
  }
  if (target.sslMode === 'verify-ca' && target.sslRootCert === undefined) {
    throw refusal('sslmode=verify-ca wants sslrootcert=<file>');
  }
  return target;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refusal('a % in it is not followed by two hexadecimal digits of UTF-8');
  }
}

function oneHost(host: string): string {
  if (host.includes(',')) throw refusal('it names several hosts');
  return host;
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw refusal('its port is no number from 1 to 65535');
}

function secondsOf(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw refusal('connect_timeout is no number of seconds');
}

const SSL_MODES: ReadonlySet<string> = new Set<SslMode>([
  'disable',
  'allow',
  'prefer',
  'require',
  'verify-ca',
  'verify-full',
]);

/** @throws DatabaseError CONNECTION_STRING_INVALID when it is no mode of libpq's */
export function sslModeOf(text: string): SslMode {
  // Other programs write it so.
  if (text === 'no-verify') return 'require';
  if (SSL_MODES.has(text)) return text as SslMode;
  throw refusal(`sslmode is none of ${[...SSL_MODES].join(', ')}`);
}

function refusal(reason: string): DatabaseError {
  return new DatabaseError(
    'CONNECTION_STRING_INVALID',
    `the connection string cannot be read: ${reason}; ${HOW_TO_WRITE}`,
  );
}
