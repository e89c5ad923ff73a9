import type { Frame } from '../frame-buffer.ts';

/** Where a driver stands with its device; `degraded` is connected, but something of it is in trouble. */
export type ConnectionState = 'connecting' | 'connected' | 'degraded' | 'disconnected' | 'stopped';

/** What a driver may ask of the house that runs it. Drivers do input and output only. */
export interface DriverHost {
  /**
   * Takes a frame; `plan` counts from the source's first plan.
   *
   * @param acknowledge - called when what is in the frame would survive anything: only then is the device told
   */
  push(frame: Frame, acknowledge?: () => void): void;
  /** A promise to wait for before more is read, when the queue is full; else undefined. */
  whenReady(): Promise<void> | undefined;
  /** Something came that belongs to no plan (an unknown topic): counted, with the reason. */
  reject(reason: string): void;
  /** The device or the way to it failed, with the reason; frames say what became of the samples. */
  fail(reason: string): void;
  stateChanged(state: ConnectionState): void;
  /** Microseconds since 1970. */
  nowUs(): number;
  /** Of this historian's spool, for ever: a broker knows its subscriber by it. */
  readonly instanceId: string;
  /** A folder that the driver may keep keys and certificates in. */
  readonly directory: string;
}

/** A driver at work. */
export interface Driver {
  stop(): Promise<void>;
}

/** No payload: what a frame of an outage carries. */
export const NO_PAYLOAD: Uint8Array = new Uint8Array(0);

/** Tells every plan of a source that nothing comes, and why. */
export function pushOutage(
  { push }: Pick<DriverHost, 'push'>,
  planCount: number,
  receivedUs: number,
  status: number,
): void {
  for (let plan = 0; plan < planCount; plan++) {
    push({ plan, receivedUs, status, payload: NO_PAYLOAD });
  }
}
