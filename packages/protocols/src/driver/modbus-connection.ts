import { once } from 'node:events';
import ModbusRTU from 'modbus-serial';
import { packReadRequest, type ReadRequest } from '../modbus/read-request.ts';

/** What is used of modbus-serial's TCP port, which its types leave out. */
interface TcpPort extends NodeJS.EventEmitter {
  open(callback: (error?: Error | boolean) => void): void;
  destroy(callback: () => void): void;
  write(frame: Buffer): void;
  // The port tells which request a response answers by these two only.
  readonly _transactionIdWrite: number;
  readonly _transactionIdRead: number;
}

const { TcpPort } = ModbusRTU as unknown as {
  readonly TcpPort: new (host: string, options: { port: number; timeout: number }) => TcpPort;
};

// The port speaks RTU to its user: unit in front, two bytes of check sum behind.
const CRC_BYTES = 2;

/** One request after the other over one connection to a Modbus TCP endpoint. */
export interface ModbusConnection {
  /**
   * Sends a request and waits for the response to it.
   *
   * @returns its protocol data unit; undefined when none came in time
   * @throws Error when the connection broke
   */
  request(request: ReadRequest): Promise<Uint8Array | undefined>;
  close(): void;
}

/** Where an endpoint is and how long it may take. */
export interface ModbusEndpoint {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/**
 * Connects to a Modbus TCP endpoint.
 *
 * @throws Error with the reason when it does not answer
 */
export async function openModbusConnection(
  { host, port: portNumber, timeoutMs }: ModbusEndpoint,
  signal: AbortSignal,
): Promise<ModbusConnection> {
  const port = new TcpPort(host, { port: portNumber, timeout: 0 });
  const close = (): void => port.destroy(() => undefined);
  await openPort(port, timeoutMs, signal, close);
  let isOpen = true;
  port.once('close', () => (isOpen = false));
  const request = async (read: ReadRequest): Promise<Uint8Array | undefined> => {
    if (!isOpen) throw new Error(`${host}:${portNumber} closed the connection`);
    const answered = nextResponse(port, timeoutMs, signal);
    const pdu = packReadRequest(read);
    port.write(Buffer.from([read.unitId, ...pdu, 0, 0]));
    return answered;
  };
  return { request, close };
}

async function openPort(
  port: TcpPort,
  timeoutMs: number,
  signal: AbortSignal,
  close: () => void,
): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      limit.addEventListener('abort', () => reject(new Error(`no answer in ${timeoutMs} ms`)));
      port.open((error) => {
        if (error instanceof Error) reject(error);
        else resolve();
      });
    });
  } catch (error) {
    close();
    throw error;
  }
}

async function nextResponse(
  port: TcpPort,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const transaction = port._transactionIdWrite;
  const ended = new AbortController();
  const limit = AbortSignal.any([signal, ended.signal, AbortSignal.timeout(timeoutMs)]);
  const closed = once(port, 'close', { signal: limit }).then(() => {
    throw new Error('the device closed the connection');
  });
  try {
    return await Promise.race([matchingResponse(port, transaction, limit), closed]);
  } catch (error) {
    if (limit.aborted) return undefined;
    throw error;
  } finally {
    ended.abort();
    closed.catch(() => undefined);
  }
}

/** A late response to an earlier request is not taken for this one. */
async function matchingResponse(
  port: TcpPort,
  transaction: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  for (;;) {
    const [frame] = (await once(port, 'data', { signal })) as [Buffer];
    if (port._transactionIdRead === transaction) {
      return frame.subarray(1, frame.length - CRC_BYTES);
    }
  }
}
