import type { Frame } from '../frame/frame-buffer.ts';
import type { SourceDefinition } from '../definition/source-definition.ts';

/**
 * Where a driver stands with its device. `connected`: everything that was asked for can come. `degraded`: the peer answers, but a part
 * of what was asked for does not come.
 */
export type ConnectionState = 'connecting' | 'connected' | 'degraded' | 'disconnected' | 'stopped';

/** What a driver may ask of the house that runs it. Drivers do input and output only. */
export interface DriverHost {
  /**
   * Takes a frame; `plan` counts from the source's first plan.
   *
   * @param acknowledge - called when what is in the frame would survive anything: only then is the device told
   * @param receipt - what the peer knows the frame by, should it send it again: kept with the frame, over a kill too
   * @returns false when the frame was dropped, and counted: nobody will acknowledge it
   */
  push(frame: Frame, acknowledge?: () => void, receipt?: string): boolean;
  /** Receipts of the frames that an earlier run of this historian stored last. */
  readonly receipts: ReadonlySet<string>;
  /** A promise to wait for before more is read, when the queue is full; else undefined. */
  whenReady(): Promise<void> | undefined;
  /** Something came that belongs to no plan (an unknown topic): counted, with the reason. */
  reject(reason: string): void;
  /** The device or the way to it failed, with the reason; frames say what became of the samples. */
  fail(reason: string): void;
  /** @param reason - why, where it is not as it should be: names the peer, its address and the code of the failure */
  stateChanged(state: ConnectionState, reason?: string): void;
  /** Microseconds since 1970; rises with each call unless the machine's clock is set back. */
  nowUs(): number;
  /** Of this historian's spool, for ever: a broker knows its subscriber by it. */
  readonly instanceId: string;
  /** A folder that the driver may keep keys and certificates in. */
  readonly directory: string;
}

/** What becomes of a source whose driver is stopped for good. */
export interface SourceChange {
  /** What it is from then on; undefined when it is removed. */
  readonly next: SourceDefinition | undefined;
}

/** A driver at work. */
export interface Driver {
  /**
   * Ends the driver.
   *
   * @param change - given when the source is removed or gets another definition: what the peer keeps for it (a broker's session) is ended
   * then, unless the next definition goes on with it. Without it the peer goes on keeping what comes.
   */
  stop(change?: SourceChange): Promise<void>;
}

/** No payload: what a frame of an outage carries. */
export const NO_PAYLOAD: Uint8Array = new Uint8Array(0);

/** A stretch in which nothing comes. */
export interface Outage {
  /** Why, as a Bad status. */
  readonly status: number;
  /** When the plan was heard last, microseconds since 1970: the outage begins there. */
  readonly sinceUs: (plan: number) => number;
}

/**
 * Tells every plan of a source that nothing comes, and why. The mark that this leaves in a tag stands behind the tag's newest
 * sample, in the time line of whoever stamps it, and whatever comes next ends it.
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
