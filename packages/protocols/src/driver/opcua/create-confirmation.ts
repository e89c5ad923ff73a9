import type { OpcUaSample } from '../../opcua/opc-ua-data-value.ts';
import { OUR_TIME_BIT } from '../../sample/status-code.ts';
import type { OpcUaFrames } from './opc-ua-frames.ts';

/** Values that may stay unchanged: each is given once more, at the time of the connection, when nothing follows it. */
interface Confirmation {
  /** @param connectedUs - time at which the value was read from the server, by the server's clock where that is plausible */
  hold(tag: number, sample: OpcUaSample<number | string>, connectedUs: number): void;
  /** Forgets a tag's value: another one follows. */
  forget(tag: number): void;
  /** Forgets all values: without a connection nobody knows whether they are still valid. */
  end(): void;
}

interface HeldValue {
  readonly sample: OpcUaSample<number | string>;
  readonly connectedUs: number;
  /** On the monotonic clock, in milliseconds. */
  readonly dueAt: number;
}

/**
 * Makes the confirmation of unchanged values: a value that no other follows within `confirmMs` is given again, at the time of the
 * connection. It is not given at once, since a device's clock may be behind: the next sample would then be older.
 *
 * @param confirmMs - how long to wait, in milliseconds
 */
export function createConfirmation(frames: OpcUaFrames, confirmMs: number): Confirmation {
  // All wait equally long: the first that came in is the first that is due.
  const held = new Map<number, HeldValue>();
  let timer: NodeJS.Timeout | undefined;
  const release = (): void => {
    timer = undefined;
    const now = performance.now();
    for (const [tag, value] of held) {
      if (value.dueAt > now) {
        timer = setTimeout(release, value.dueAt - now);
        break;
      }
      held.delete(tag);
      tellAgain(tag, value);
    }
    frames.flush();
  };
  const tellAgain = (tag: number, { sample, connectedUs }: HeldValue): void => {
    const isNew = sample.timeUs > frames.newestUs(tag);
    if (isNew) frames.add(tag, sample);
    if (isNew && connectedUs - sample.timeUs <= confirmMs * 1_000) return;
    // This time is not the device's, whose clock may be ahead or behind.
    frames.add(tag, { ...sample, timeUs: connectedUs, status: sample.status | OUR_TIME_BIT });
  };
  return {
    hold(tag, sample, connectedUs) {
      held.delete(tag);
      held.set(tag, { sample, connectedUs, dueAt: performance.now() + confirmMs });
      timer ??= setTimeout(release, confirmMs);
    },
    forget: (tag) => void held.delete(tag),
    end() {
      clearTimeout(timer);
      timer = undefined;
      held.clear();
    },
  };
}
