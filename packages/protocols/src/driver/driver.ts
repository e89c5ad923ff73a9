import type { Frame } from '../frame/frame-buffer.ts';
import type { SourceDefinition } from '../definition/source-definition.ts';

/**
 * State of a driver's connection. `connected`: every tag can get samples. `degraded`: the peer answers, but some tags get no samples.
 */
export type ConnectionState = 'connecting' | 'connected' | 'degraded' | 'disconnected' | 'stopped';

/** Services that a historian gives to a driver. Drivers do input and output only. */
export interface DriverHost {
  /**
   * Takes a frame; `plan` counts from the source's first plan.
   *
   * @param acknowledge - called once the frame is synced to disk: only then may the driver acknowledge it to its peer
   * @param receipt - identifies the frame if the peer sends it again; stored with the frame, so that it survives a kill
   * @returns false when the frame was dropped and counted: `acknowledge` is never called then
   */
  push(frame: Frame, acknowledge?: () => void, receipt?: string): boolean;
  /** Receipts of the frames that an earlier run of this historian stored last. */
  readonly receipts: ReadonlySet<string>;
  /** While the queue is full, a promise that the driver awaits before it reads more; else undefined. */
  whenReady(): Promise<void> | undefined;
  /** Counts a message that belongs to no plan (an unknown topic), with the reason. */
  reject(reason: string): void;
  /** Reports that the device or the connection failed, with the reason; frames tell the samples' status. */
  fail(reason: string): void;
  /** @param reason - for every state but a plain `connected`: names the peer, its address and the code of the failure */
  stateChanged(state: ConnectionState, reason?: string): void;
  /** Microseconds since 1970; rises with each call unless the machine's clock is set back. */
  nowUs(): number;
  /** Identifies this historian's spool, for ever: a broker recognises its subscriber by it. */
  readonly instanceId: string;
  /** Folder for keys and certificates. */
  readonly directory: string;
}

/** Change of a source whose driver is stopped for good. */
export interface SourceChange {
  /** The source's next definition; undefined when the source is removed. */
  readonly next: SourceDefinition | undefined;
}

/** A running driver. */
export interface Driver {
  /**
   * Ends the driver.
   *
   * @param change - given when the source is removed or gets another definition: the driver then ends what the peer keeps for it
   *   (a broker's session), unless the next definition continues it. Without `change` the peer goes on keeping messages.
   */
  stop(change?: SourceChange): Promise<void>;
}

/** Payload of a frame that reports an outage: none. */
export const NO_PAYLOAD: Uint8Array = new Uint8Array(0);

/** A time without samples. */
export interface Outage {
  /** The reason, as a Bad status. */
  readonly status: number;
  /** Time at which the plan was heard last, microseconds since 1970: the outage begins there. */
  readonly sinceUs: (plan: number) => number;
}

/**
 * Reports an outage to every plan of a source. It leaves a mark in each tag, just behind the tag's newest sample in the time line of its
 * device; the next sample ends it.
 */
export function pushOutage(
  { push }: Pick<DriverHost, 'push'>,
  planCount: number,
  { status, sinceUs }: Outage,
): void {
  for (let plan = 0; plan < planCount; plan++) {
    push({ plan, receivedUs: sinceUs(plan), status, payload: NO_PAYLOAD });
  }
}
