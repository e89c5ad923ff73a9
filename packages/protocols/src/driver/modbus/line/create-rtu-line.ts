import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import modbusSerial from 'modbus-serial';
import { FunctionCode } from '../../../modbus/function-code.ts';
import type { ReadRequest } from '../../../modbus/read-request.ts';
import { EXCEPTION_BIT, responseDataBytes } from '../../../modbus/read-response-data.ts';
import { StatusCode } from '../../../sample/status-code.ts';
import { beginExchange, type Exchange } from './exchange.ts';
import {
  LATE_TIMEOUTS,
  type AskOptions,
  type ModbusAnswer,
  type ModbusLine,
} from './modbus-line.ts';

// The default export of a CommonJS module is its `module.exports`, whatever its types say.
// Bundlers know that, Node's resolution does not.
type RtuClass = typeof modbusSerial extends { default: infer Class } ? Class : typeof modbusSerial;
const ModbusRtu = modbusSerial as unknown as RtuClass;
type Client = InstanceType<typeof ModbusRtu>;

// Unit, function, byte count or exception code, and check sum.
const RTU_OVERHEAD_BYTES = 5;
/** The rest of a late answer comes within this. */
const TAIL_MS = 50;

/** Arguments of modbus-serial's callback. */
interface Outcome {
  readonly error: (Error & { readonly modbusCode?: number }) | null;
  readonly data: { readonly buffer: Buffer } | undefined;
}

/**
 * Makes a line of RTU frames over a connection to a serial server; modbus-serial cuts and checks the frames.
 *
 * Nothing in RTU matches an answer to its request. So after a time-out the line waits for the late answer, and the connection is made
 * anew; bytes that nobody asked for make it anew as well.
 */
export function createRtuLine(socket: Socket): ModbusLine {
  return new RtuLine(socket);
}

class RtuLine implements ModbusLine {
  readonly #client: Client = new ModbusRtu();
  #exchange: Exchange | undefined;
  #receivedBytes = 0;
  #hasAnswered = false;
  #isClean = true;
  /** End of the wait for a late answer; monotonic, in milliseconds. */
  #lateUntil = 0;

  constructor(socket: Socket) {
    socket.on('data', (bytes: Buffer) => {
      this.#receivedBytes += bytes.length;
      if (this.#exchange === undefined) this.#isClean = false;
    });
    this.#client.linkTelnet(socket, {}, () => undefined);
  }

  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  get isMidFrame(): boolean {
    return this.#receivedBytes > 0 && this.#exchange !== undefined;
  }

  async ready(signal: AbortSignal): Promise<boolean> {
    if (this.#isClean) return true;
    const before = this.#receivedBytes;
    while (this.#receivedBytes === before && !signal.aborted) {
      const restMs = this.#lateUntil - performance.now();
      if (restMs <= 0) break;
      await delay(Math.min(TAIL_MS, restMs));
    }
    return false;
  }

  async ask(request: ReadRequest, options: AskOptions): Promise<ModbusAnswer> {
    this.#receivedBytes = 0;
    const exchange = beginExchange(options, () => silence(request, this.#receivedBytes));
    this.#exchange = exchange;
    let isAnswered = false;
    send(this.#client, request, (error, data) => {
      isAnswered = true;
      exchange.settle(this.#answerOf(request, options, { error, data }));
    });
    try {
      return await exchange.answer;
    } finally {
      this.#exchange = undefined;
      if (!isAnswered) {
        this.#isClean = false;
        this.#lateUntil = performance.now() + LATE_TIMEOUTS * options.timeoutMs;
      }
    }
  }

  end(failure: Error): void {
    this.#exchange?.fail(failure);
  }

  #answerOf(request: ReadRequest, options: AskOptions, { error, data }: Outcome): ModbusAnswer {
    const { unitId, functionCode, quantity } = request;
    if (error === null) {
      const dataBytes = responseDataBytes(functionCode, quantity);
      this.#expectOnly(RTU_OVERHEAD_BYTES + dataBytes, options);
      return { pdu: Uint8Array.of(functionCode, data!.buffer.length, ...data!.buffer) };
    }
    if (error.modbusCode !== undefined) {
      this.#expectOnly(RTU_OVERHEAD_BYTES, options);
      return { pdu: Uint8Array.of(functionCode | EXCEPTION_BIT, error.modbusCode) };
    }
    this.#isClean = false;
    const reason = `unit ${unitId}: ${error.message}`;
    options.observer.stray(reason);
    return { pdu: undefined, reason, status: StatusCode.badCommunicationError };
  }

  #expectOnly(bytes: number, { observer }: AskOptions): void {
    this.#hasAnswered = true;
    if (this.#receivedBytes === bytes) return;
    this.#isClean = false;
    observer.stray(`${this.#receivedBytes - bytes} bytes beside an answer`);
  }
}

function send(
  client: Client,
  { unitId, functionCode, address, quantity }: ReadRequest,
  done: (error: Outcome['error'], data: Outcome['data']) => void,
): void {
  switch (functionCode) {
    case FunctionCode.readCoils:
      client.writeFC1(unitId, address, quantity, done);
      break;
    case FunctionCode.readDiscreteInputs:
      client.writeFC2(unitId, address, quantity, done);
      break;
    case FunctionCode.readHoldingRegisters:
      client.writeFC3(unitId, address, quantity, done);
      break;
    case FunctionCode.readInputRegisters:
      client.writeFC4(unitId, address, quantity, done);
      break;
  }
}

function silence({ unitId }: ReadRequest, receivedBytes: number): ModbusAnswer {
  const seen =
    receivedBytes === 0 ? '' : `: ${receivedBytes} bytes came that are no answer to the request`;
  return {
    pdu: undefined,
    reason: `unit ${unitId} did not answer in time${seen}`,
    status: StatusCode.badTimeout,
  };
}
