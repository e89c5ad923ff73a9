import type { Socket } from 'node:net';
import { createMbapReader, packMbapRequest, type MbapFrame } from '../../../modbus/mbap-frame.ts';
import type { ReadRequest } from '../../../modbus/read-request.ts';
import { looksAnswered } from '../../../modbus/read-response-data.ts';
import { StatusCode } from '../../../sample/status-code.ts';
import { ConnectionFailure } from '../../connection-failure.ts';
import { firstOf } from './first-of.ts';
import { beginExchange, type Exchange } from './exchange.ts';
import {
  LATE_TIMEOUTS,
  type AskOptions,
  type Lateness,
  type ModbusAnswer,
  type ModbusLine,
} from './modbus-line.ts';

const TRANSACTIONS = 65_536;
/** Requests that are remembered, so that a late answer can be matched. */
const REMEMBERED = 64;
/** The wait for a unit that was late, as a multiple of its last lateness. */
const LATE_ALLOWANCE = 1.25;

/** A request that was sent. */
interface Asked {
  readonly transaction: number;
  readonly request: ReadRequest;
  readonly options: AskOptions;
  /** On the monotonic clock, in milliseconds. */
  readonly askedAt: number;
  state: 'on its way' | 'answered' | 'timed out';
  /** A description of what came instead of the answer. */
  stray?: string;
}

/**
 * Makes a line of Modbus TCP: an answer counts for the request with its transaction and unit, and for no other.
 *
 * Source: MODBUS Messaging on TCP/IP Implementation Guide V1.0b, sections 3.1.3 and 4.4.2.
 *
 * @param lateness - lateness of units; new ones are added
 */
export function createTcpLine(socket: Socket, lateness: Lateness): ModbusLine {
  return new TcpLine(socket, lateness);
}

class TcpLine implements ModbusLine {
  readonly #socket: Socket;
  readonly #lateness: Lateness;
  readonly #reader = createMbapReader();
  readonly #recent = new Map<number, Asked>();
  #current: { readonly asked: Asked; readonly exchange: Exchange } | undefined;
  /** A request that timed out: a gateway may still work on it, and on nothing else meanwhile. */
  #held: Asked | undefined;
  #freed = Promise.withResolvers<void>();
  #transaction = 0;
  #hasAnswered = false;

  constructor(socket: Socket, lateness: Lateness) {
    this.#socket = socket;
    this.#lateness = lateness;
    socket.on('data', (bytes: Buffer) => {
      const { frames, outOfStep } = this.#reader.take(bytes);
      for (const frame of frames) this.#take(frame);
      if (outOfStep === undefined) return;
      const status = StatusCode.badCommunicationError;
      socket.destroy(new ConnectionFailure(outOfStep, { status }));
    });
  }

  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  get isMidFrame(): boolean {
    return this.#reader.pendingBytes > 0;
  }

  async ready(signal: AbortSignal): Promise<boolean> {
    const held = this.#held;
    if (held === undefined) return true;
    if (held.options.acceptAnyTransactionId) return false;
    const knownMs = (this.#lateness.get(held.request.unitId) ?? 0) * LATE_ALLOWANCE;
    const restMs = knownMs - (performance.now() - held.askedAt);
    if (restMs > 0) await firstOf(this.#freed.promise, restMs, signal);
    return true;
  }

  async ask(request: ReadRequest, options: AskOptions): Promise<ModbusAnswer> {
    const asked = this.#remember(request, options);
    // Before the first answer it is not known that the peer works on one request at a time.
    const held = this.#hasAnswered ? this.#held : undefined;
    const timeoutMs = options.timeoutMs + allowanceMs(held, request.unitId);
    const { signal } = options;
    const exchange = beginExchange({ timeoutMs, signal }, () => silence(asked));
    this.#current = { asked, exchange };
    this.#socket.write(packMbapRequest(asked.transaction, request));
    try {
      return await exchange.answer;
    } finally {
      this.#current = undefined;
      if (asked.state === 'on its way') {
        asked.state = 'timed out';
        this.#held = asked;
        this.#freed = Promise.withResolvers<void>();
      }
    }
  }

  end(failure: Error): void {
    this.#freed.resolve();
    this.#current?.exchange.fail(failure);
  }

  #remember(request: ReadRequest, options: AskOptions): Asked {
    this.#transaction = (this.#transaction + 1) % TRANSACTIONS;
    const transaction = this.#transaction;
    const askedAt = performance.now();
    const asked: Asked = { transaction, request, options, askedAt, state: 'on its way' };
    this.#recent.delete(transaction);
    this.#recent.set(transaction, asked);
    if (this.#recent.size > REMEMBERED) this.#recent.delete(this.#recent.keys().next().value!);
    return asked;
  }

  #take(frame: MbapFrame): void {
    const asked = this.#current?.asked;
    if (asked === undefined || asked.state === 'answered' || !isAnswer(frame, asked)) {
      this.#takeStray(frame);
      return;
    }
    asked.state = 'answered';
    // A peer that answers this request does not work on another any more.
    this.#held = undefined;
    if (isUnit(frame.unitId, asked)) {
      this.#hasAnswered = true;
      this.#current!.exchange.settle({ pdu: frame.pdu });
      return;
    }
    const reason = `unit ${frame.unitId} answered, ${asked.request.unitId} was asked`;
    asked.options.observer.stray(reason);
    const status = StatusCode.badCommunicationError;
    this.#current!.exchange.settle({ pdu: undefined, reason, status });
  }

  #takeStray({ transaction }: MbapFrame): void {
    const asked = this.#recent.get(transaction);
    const current = this.#current?.asked;
    const reason = asked === undefined ? this.#foreign(transaction) : this.#outOfTime(asked);
    if (current?.state === 'on its way') current.stray = reason;
    (asked ?? current ?? this.#recent.get(this.#transaction))?.options.observer.stray(reason);
  }

  #foreign(transaction: number): string {
    const current = this.#current?.asked.transaction;
    const expected = current === undefined ? 'nothing was asked' : `${current} was asked`;
    return `answer to transaction ${transaction}, ${expected}`;
  }

  #outOfTime(asked: Asked): string {
    const { unitId } = asked.request;
    if (asked.state === 'answered') return `unit ${unitId} answered a second time`;
    asked.state = 'answered';
    const afterMs = performance.now() - asked.askedAt;
    this.#lateness.set(unitId, afterMs);
    if (this.#held === asked) this.#held = undefined;
    this.#freed.resolve();
    asked.options.observer.late(unitId, afterMs);
    // The peer begins with the request behind it only now.
    if (this.#current?.asked.state === 'on its way') {
      this.#current.exchange.restart(this.#current.asked.options.timeoutMs);
    }
    return `unit ${unitId} answered ${Math.round(afterMs)} ms after it was asked, too late`;
  }
}

function isAnswer(frame: MbapFrame, asked: Asked): boolean {
  if (frame.transaction === asked.transaction) return true;
  if (!asked.options.acceptAnyTransactionId) return false;
  return isUnit(frame.unitId, asked) && looksAnswered(frame.pdu, asked.request);
}

function isUnit(unitId: number, { request, options }: Asked): boolean {
  return unitId === request.unitId || options.acceptUnitIds.includes(unitId);
}

function silence({ request, stray }: Asked): ModbusAnswer {
  const seen = stray === undefined ? '' : `: ${stray}`;
  const reason = `unit ${request.unitId} did not answer in time${seen}`;
  return { pdu: undefined, reason, status: StatusCode.badTimeout };
}

/**
 * Gives more time to a request behind an unanswered one of another unit, since a gateway works on one after the other. It costs time
 * only where the later request is silent too.
 */
function allowanceMs(held: Asked | undefined, unitId: number): number {
  if (held === undefined || held.request.unitId === unitId) return 0;
  const longestMs = (1 + LATE_TIMEOUTS) * held.options.timeoutMs;
  return Math.max(0, longestMs - (performance.now() - held.askedAt));
}
