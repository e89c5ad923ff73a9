import { once } from 'node:events';
import { connect as connectTcp, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { createWebSocketStream, WebSocket } from 'ws';
import type { BrokerAddress } from '../../../mqtt/broker-of.ts';

/** How long the way to a broker may take, in milliseconds. */
export interface OpenLimits {
  /** To each address of its name: a slow one is not given up for the sake of the next. */
  readonly addressTimeoutMs: number;
  /** Until the first byte can be sent. */
  readonly openTimeoutMs: number;
}

/**
 * Opens the way to a broker: TCP, TLS, or a WebSocket over either.
 *
 * @throws Error with the reason, of each address of the name where there are several
 */
export async function openStream(
  address: BrokerAddress,
  limits: OpenLimits,
  signal: AbortSignal,
): Promise<Duplex> {
  const { stream, opened } = startStream(address, limits);
  const limit = AbortSignal.timeout(limits.openTimeoutMs);
  // Whatever goes wrong later is told by `close`.
  stream.on('error', () => undefined);
  try {
    await once(opened.emitter, opened.event, { signal: AbortSignal.any([signal, limit]) });
    return stream;
  } catch (error) {
    stream.destroy();
    if (!limit.aborted) throw error;
    throw new Error(`no connection in ${limits.openTimeoutMs} ms`, { cause: error });
  }
}

/** A stream, and what tells that it can be used. */
interface StartedStream {
  readonly stream: Duplex;
  readonly opened: { readonly emitter: NodeJS.EventEmitter; readonly event: string };
}

function startStream(
  { protocol, host, port, path }: BrokerAddress,
  { addressTimeoutMs, openTimeoutMs }: OpenLimits,
): StartedStream {
  const options = { host, port, autoSelectFamilyAttemptTimeout: addressTimeoutMs, noDelay: true };
  switch (protocol) {
    case 'mqtt:': {
      const stream = connectTcp(options);
      return { stream, opened: { emitter: stream, event: 'connect' } };
    }
    case 'mqtts:': {
      // A server's name that is an address is not sent: RFC 6066, section 3.
      const stream = connectTls(isIP(host) === 0 ? { ...options, servername: host } : options);
      return { stream, opened: { emitter: stream, event: 'secureConnect' } };
    }
    case 'ws:':
    case 'wss:': {
      const where = `${protocol}//${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
      const limits = {
        handshakeTimeout: openTimeoutMs,
        autoSelectFamilyAttemptTimeout: addressTimeoutMs,
      };
      const socket = new WebSocket(where, 'mqtt', limits);
      return { stream: createWebSocketStream(socket), opened: { emitter: socket, event: 'open' } };
    }
  }
}
