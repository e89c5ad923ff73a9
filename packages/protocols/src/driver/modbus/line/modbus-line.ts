import type { ReadRequest } from '../../../modbus/read-request.ts';

/** Outcome of a request. */
export type ModbusAnswer =
  | {
      /** Protocol data unit from the asked unit: data or an exception, whose length is not checked yet. */
      readonly pdu: Uint8Array;
    }
  | {
      readonly pdu: undefined;
      readonly reason: string;
      /** Bad status of the request's tags. */
      readonly status: number;
    };

/** Options of `ModbusLine.ask`. */
export interface AskOptions {
  readonly timeoutMs: number;
  readonly acceptUnitIds: readonly number[];
  readonly acceptAnyTransactionId: boolean;
  readonly signal: AbortSignal;
  /** Hears of everything beside the answer. */
  readonly observer: LineObserver;
}

/** Callbacks for what comes over a line beside the answer. */
interface LineObserver {
  /** Called with a description of bytes that do not answer the request under way. */
  stray(reason: string): void;
  /** Called when a unit's answer came too late: it held the line for `afterMs`. */
  late(unitId: number, afterMs: number): void;
}

/** Requests over one open connection, one at a time. */
export interface ModbusLine {
  /**
   * Waits until no answer to an earlier request can be taken for the next one.
   *
   * @returns false where only a new connection can exclude that
   */
  ready(signal: AbortSignal): Promise<boolean>;
  /**
   * Sends a request and waits for its outcome.
   *
   * @throws the failure of the line, when it ends meanwhile; the signal's reason
   */
  ask(request: ReadRequest, options: AskOptions): Promise<ModbusAnswer>;
  /** Whether any request was answered. */
  readonly hasAnswered: boolean;
  /** Whether a part of a frame or of an answer has come. */
  readonly isMidFrame: boolean;
  /** Ends the request under way with the failure of the connection. */
  end(failure: Error): void;
}

/** Time that each unit took for a late answer, by unit id, in milliseconds; an endpoint learns it. */
export type Lateness = Map<number, number>;

/** Wait for a late answer of a unit that was never late before, in time-outs. */
export const LATE_TIMEOUTS = 2.5;
