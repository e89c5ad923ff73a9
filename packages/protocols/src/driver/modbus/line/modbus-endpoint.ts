import type { ReadRequest } from '../../../modbus/read-request.ts';
import { createModbusConnection, type EndpointAddress } from './create-modbus-connection.ts';
import type { AskOptions, ModbusAnswer } from './modbus-line.ts';

/**
 * One connection to a device or gateway, shared by all sources that read from it, since many gateways accept one only. Requests go one
 * at a time, in the order of the calls.
 */
export interface ModbusEndpoint {
  /** @throws ConnectionFailure when there is no connection, or it ends; the signal's reason */
  ask(request: ReadRequest, options: AskOptions): Promise<ModbusAnswer>;
  /** Makes the connection anew before the next request, unless an answer came after `silentSince`. */
  renew(silentSince: number): void;
  /** Time of the last answer to any source; monotonic, in milliseconds. */
  readonly heardAt: number;
  /** Time before which no source may probe a silent unit; monotonic, in milliseconds. */
  probesFrom: number;
}

/** A source's share of an endpoint. */
interface EndpointShare {
  readonly endpoint: ModbusEndpoint;
  /** Gives the share up; the last one closes the connection. */
  leave(): void;
}

type Failed = (failure: Error) => void;

interface SharedEndpoint {
  readonly endpoint: ModbusEndpoint;
  readonly shares: Set<Failed>;
  close(): void;
}

const endpoints = new Map<string, SharedEndpoint>();

/** Takes a share of an endpoint; `failed` is called when the connection breaks, in a request of any source. */
export function shareModbusEndpoint(address: EndpointAddress, failed: Failed): EndpointShare {
  const key = `${address.transport} ${address.host.toLowerCase()}:${address.port}`;
  const shared = endpoints.get(key) ?? createEndpoint(address);
  endpoints.set(key, shared);
  shared.shares.add(failed);
  return {
    endpoint: shared.endpoint,
    leave() {
      if (!shared.shares.delete(failed) || shared.shares.size > 0) return;
      shared.close();
      endpoints.delete(key);
    },
  };
}

function createEndpoint(address: EndpointAddress): SharedEndpoint {
  const shares = new Set<Failed>();
  const connection = createModbusConnection(address, (failure) => {
    for (const failed of shares) failed(failure);
  });
  const inTurn = createTurns();
  let heardAt = 0;
  const endpoint: ModbusEndpoint = {
    ask: async (request, options) =>
      inTurn(async () => {
        options.signal.throwIfAborted();
        const answer = await connection.ask(request, options);
        if (answer.pdu !== undefined) heardAt = performance.now();
        return answer;
      }),
    renew(silentSince) {
      void inTurn(async () => {
        if (heardAt <= silentSince) connection.drop();
      });
    },
    get heardAt() {
      return heardAt;
    },
    probesFrom: 0,
  };
  return { endpoint, shares, close: () => connection.drop() };
}

/** Runs work one after the other, in the order of the calls. */
function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<void> = Promise.resolve();
  return async (work) => {
    const before = last;
    const mine = Promise.withResolvers<void>();
    last = mine.promise;
    await before;
    try {
      return await work();
    } finally {
      mine.resolve();
    }
  };
}
