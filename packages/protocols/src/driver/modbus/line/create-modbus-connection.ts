import type { Socket } from 'node:net';
import type { ReadRequest } from '../../../modbus/read-request.ts';
import type { ModbusTransport } from '../../../definition/modbus-source-definition.ts';
import { ConnectionFailure, describeFailure } from '../../connection-failure.ts';
import type { AskOptions, Lateness, ModbusAnswer, ModbusLine } from './modbus-line.ts';
import { createTcpLine } from './create-tcp-line.ts';
import { openSocket } from './open-socket.ts';

/** Address of a device or gateway. */
export interface EndpointAddress {
  readonly host: string;
  readonly port: number;
  readonly transport: ModbusTransport;
}

/** A connection that the first request opens, and that stays open. */
interface ModbusConnection {
  /**
   * Sends a request; callers send one at a time.
   *
   * @throws ConnectionFailure when there is no connection, or it ends; the signal's reason
   */
  ask(request: ReadRequest, options: AskOptions): Promise<ModbusAnswer>;
  /** Ends the connection; the next request opens another. */
  drop(): void;
}

/** The peer ended the connection between two requests, which the second one found out. */
class EndedMeanwhile extends Error {}

/**
 * Makes the connection to an endpoint. A peer may end it between two requests, to make room for others: that is no failure.
 *
 * @param broken - called when the connection breaks, in a request or between two
 */
export function createModbusConnection(
  { host, port, transport }: EndpointAddress,
  broken: (failure: ConnectionFailure) => void,
): ModbusConnection {
  const peer = `${host}:${port}`;
  const lateness: Lateness = new Map();
  let open: { readonly socket: Socket; readonly line: ModbusLine } | undefined;

  const drop = (failure: Error): void => {
    const dropped = open;
    open = undefined;
    dropped?.line.end(failure);
    dropped?.socket.destroy();
  };
  const breakOff = (failure: ConnectionFailure): void => {
    drop(failure);
    broken(failure);
  };
  const lineOf = async ({ timeoutMs, signal }: AskOptions): Promise<ModbusLine> => {
    if (open !== undefined && !(await open.line.ready(signal))) drop(new EndedMeanwhile());
    signal.throwIfAborted();
    if (open !== undefined) return open.line;
    const createLine = await loadTransport(transport);
    const socket = await openSocket({ host, port, timeoutMs }, signal);
    const line = createLine(socket, lateness);
    open = { socket, line };
    const ended = (error?: Error): void => {
      if (open?.socket !== socket) return;
      const failure = failureOf(line, peer, error);
      if (failure === undefined) drop(new EndedMeanwhile());
      else breakOff(failure);
    };
    socket.on('error', ended);
    socket.on('end', () => ended());
    socket.on('close', () => ended());
    return line;
  };
  return {
    async ask(request, options) {
      for (let attempt = 0; ; attempt++) {
        const line = await lineOf(options);
        try {
          return await line.ask(request, options);
        } catch (error) {
          if (!(error instanceof EndedMeanwhile) || attempt > 0) throw error;
        }
      }
    },
    drop: () => drop(new EndedMeanwhile()),
  };
}

/** Most endpoints speak Modbus TCP: the library for RTU is loaded when an endpoint needs it. */
async function loadTransport(
  transport: ModbusTransport,
): Promise<(socket: Socket, lateness: Lateness) => ModbusLine> {
  if (transport === 'tcp') return createTcpLine;
  return (await import('./create-rtu-line.ts')).createRtuLine;
}

/** Describes the failure that ended a connection; undefined where the end is no failure. */
function failureOf(
  line: ModbusLine,
  peer: string,
  error: Error | undefined,
): ConnectionFailure | undefined {
  if (error instanceof ConnectionFailure) {
    return new ConnectionFailure(describeFailure(error, peer), { status: error.status });
  }
  if (error !== undefined) {
    return new ConnectionFailure(describeFailure(error, peer), { cause: error });
  }
  if (line.isMidFrame) {
    return new ConnectionFailure(`${peer} ended the connection in the middle of an answer`);
  }
  if (line.hasAnswered) return undefined;
  return new ConnectionFailure(`${peer} ended the connection before it answered`);
}
