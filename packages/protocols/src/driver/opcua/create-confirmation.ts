import type { OpcUaSample } from '../../opcua/opc-ua-data-value.ts';
import { OUR_TIME_BIT } from '../../sample/status-code.ts';
import type { OpcUaFrames } from './opc-ua-frames.ts';

/** Values that nothing may follow: they are told once more then, at the time of the connection. */
interface Confirmation {
  /** @param connectedUs - when the value was read from the server, by the server's clock where that can be right */
  hold(tag: number, sample: OpcUaSample<number | string>, connectedUs: number): void;
  /** Something follows. */
  forget(tag: number): void;
  /** The connection is over: nobody knows whether the values stand. */
  end(): void;
}

interface HeldValue {
  readonly sample: OpcUaSample<number | string>;
  readonly connectedUs: number;
  /** On the monotonic clock, in milliseconds. */
  readonly dueAt: number;
}

/**
 * Waits whether something follows a value, and tells it at the time of the connection if nothing does.
 *
 * It is not told at once since a device's clock may be behind: what follows would then stand before it.
 *
 * @param confirmMs - how long to wait, in milliseconds
 */
export function createConfirmation(frames: OpcUaFrames, confirmMs: number): Confirmation {
  // All wait equally long: the first one in is the first one due.
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
    // Its time is not the device's: that one's clock may be ahead, or behind.
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
