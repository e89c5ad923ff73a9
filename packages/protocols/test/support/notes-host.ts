import type { ConnectionState, DriverHost, Frame } from '@varve/protocols';
import { expect } from 'vitest';

/** A state that a driver reported, with its reason. */
export interface NotedState {
  readonly state: ConnectionState;
  readonly reason: string | undefined;
}

/** A host for one driver that notes every call, and acknowledges at once. */
export interface NotesHost extends DriverHost {
  readonly frames: Frame[];
  readonly states: NotedState[];
  readonly failures: string[];
  readonly rejections: string[];
  /** Waits until a condition of the notes holds. */
  until(condition: () => boolean, timeoutMs?: number): Promise<void>;
}

/** Makes a host; `given` replaces parts of it. */
export function createNotesHost(given: Partial<DriverHost> = {}): NotesHost {
  const frames: Frame[] = [];
  const states: NotedState[] = [];
  const failures: string[] = [];
  const rejections: string[] = [];
  return {
    frames,
    states,
    failures,
    rejections,
    push(frame, acknowledge) {
      frames.push({ ...frame, payload: Uint8Array.from(frame.payload) });
      acknowledge?.();
      return true;
    },
    receipts: new Set(),
    whenReady: () => undefined,
    reject: (reason) => void rejections.push(reason),
    fail: (reason) => void failures.push(reason),
    stateChanged: (state, reason) => void states.push({ state, reason }),
    nowUs: () => Date.now() * 1_000,
    instanceId: '00000000-test',
    directory: '.varve',
    ...given,
    async until(condition, timeoutMs = 60_000) {
      await expect.poll(condition, { timeout: timeoutMs, interval: 5 }).toBe(true);
    },
  };
}
