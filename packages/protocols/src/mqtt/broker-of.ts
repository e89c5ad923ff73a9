/** Address of a broker. */
export interface BrokerAddress {
  readonly protocol: 'mqtt:' | 'mqtts:' | 'ws:' | 'wss:';
  /** In small letters; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Path and query, for the protocols over HTTP. */
  readonly path: string;
  /** Login in the address itself. */
  readonly username: string | undefined;
  readonly password: string | undefined;
}

const DEFAULT_PORTS = { 'mqtt:': 1_883, 'mqtts:': 8_883, 'ws:': 80, 'wss:': 443 } as const;

/** Parses the URL of a broker; undefined where it is malformed. */
export function brokerOf(url: string): BrokerAddress | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.hostname === '' || !isProtocol(parsed.protocol)) return undefined;
  const { protocol } = parsed;
  return {
    protocol,
    host: parsed.hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1'),
    port: parsed.port === '' ? DEFAULT_PORTS[protocol] : Number(parsed.port),
    path: `${parsed.pathname}${parsed.search}`,
    username: parsed.username === '' ? undefined : withoutEscapes(parsed.username),
    password: parsed.password === '' ? undefined : withoutEscapes(parsed.password),
  };
}

/** Decodes percent escapes; a text with a malformed escape is kept. */
function withoutEscapes(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isProtocol(text: string): text is BrokerAddress['protocol'] {
  return text in DEFAULT_PORTS;
}

/** Gives the name of a broker in messages: `host:port`. */
export function nameOfBroker({ host, port }: BrokerAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);

/**
 * Whether two addresses lead to the same broker, as far as they show. A broker has one port for each protocol, so two ports of the same
 * protocol are two brokers.
 */
export function isSameBroker(one: BrokerAddress, other: BrokerAddress): boolean {
  const isSameHost =
    one.host === other.host || (LOOPBACK.has(one.host) && LOOPBACK.has(other.host));
  return isSameHost && (one.port === other.port || one.protocol !== other.protocol);
}
