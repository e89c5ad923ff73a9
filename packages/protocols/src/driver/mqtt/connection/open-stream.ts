import { once } from 'node:events';
import { connect as connectTcp, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { createWebSocketStream, WebSocket } from 'ws';
import type { BrokerAddress } from '../../../mqtt/broker-of.ts';

/** Time limits of `openStream`, in milliseconds. */
export interface OpenLimits {
  /** Time for each address of the broker's name: a slow one is not given up for the next. */
  readonly addressTimeoutMs: number;
  /** Time until the first byte can be sent. */
  readonly openTimeoutMs: number;
}

/**
 * Opens a stream to a broker: TCP, TLS, or a WebSocket over either.
 *
 * @throws Error with the reason, for each address of the name
 */
export async function openStream(
  address: BrokerAddress,
  limits: OpenLimits,
  signal: AbortSignal,
): Promise<Duplex> {
  const { stream, opened } = startStream(address, limits);
  const limit = AbortSignal.timeout(limits.openTimeoutMs);
  // Later failures are reported by `close`.
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

/** A stream, and the event after which it can be used. */
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
      // A server name that is an address is not sent (RFC 6066, section 3).
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
