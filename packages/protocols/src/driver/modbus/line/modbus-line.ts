import type { ReadRequest } from '../../../modbus/read-request.ts';

/** What came of a request. */
export type ModbusAnswer =
  | {
      /** Protocol data unit of the asked unit: data or an exception; its length is not checked. */
      readonly pdu: Uint8Array;
    }
  | {
      readonly pdu: undefined;
      readonly reason: string;
      /** Bad: what the tags of the request are marked with. */
      readonly status: number;
    };

/** How a request is asked, and whose it is. */
export interface AskOptions {
  readonly timeoutMs: number;
  readonly acceptUnitIds: readonly number[];
  readonly acceptAnyTransactionId: boolean;
  readonly signal: AbortSignal;
  /** Who is told what comes beside the answer. */
  readonly observer: LineObserver;
}

/** What is told of a line to who asked. */
interface LineObserver {
  /** Something came that is no answer to what is on its way, and what it is. */
  stray(reason: string): void;
  /** An answer came after its time: the line was held by the unit for so long. */
  late(unitId: number, afterMs: number): void;
}

/** Requests over one open connection, one at a time. */
export interface ModbusLine {
  /**
   * Waits until nothing that was asked before can be taken for the next answer.
   *
   * @returns false where only a new connection is sure of that
   */
  ready(signal: AbortSignal): Promise<boolean>;
  /**
   * Sends a request and waits for what comes of it.
   *
   * @throws the failure of the line, when it ends meanwhile; the signal's reason
   */
  ask(request: ReadRequest, options: AskOptions): Promise<ModbusAnswer>;
  /** Whether an answer that was asked for has come. */
  readonly hasAnswered: boolean;
  /** Whether a frame has come in part, or the answer to a request. */
  readonly isMidFrame: boolean;
  /** The connection has ended: who waits for an answer is told. */
  end(failure: Error): void;
}

/** How long a unit that did not answer in time took in the end, by unit, in milliseconds: what an endpoint learns. */
export type Lateness = Map<number, number>;

/** How long a late answer to a unit's request is waited for that was never late before, in time-outs. */
export const LATE_TIMEOUTS = 2.5;
