import { appendFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Frame } from '@varve/protocols';
import type { HistorianEvent } from '../historian-event.ts';

/** Where frames go that no thread survives. */
export interface SetAsideParts {
  /** JSON lines. */
  readonly file: string;
  /** Name of the source of a plan. */
  readonly sourceOfPlan: (plan: number) => string | undefined;
  readonly nowUs: () => number;
  readonly onEvent: (event: HistorianEvent) => void;
}

/** Keeps frames that no thread survives. */
export interface SetAside {
  put(frame: Frame, reason: string): Promise<void>;
  /** Since the start. */
  readonly count: number;
  stop(): void;
}

const RETRY_MS = 1_000;

/** Makes the keeper of such frames. */
export function createSetAside({ file, sourceOfPlan, nowUs, onEvent }: SetAsideParts): SetAside {
  let count = 0;
  let isStopped = false;
  return {
    async put({ plan, receivedUs, status, payload }, reason) {
      const source = sourceOfPlan(plan);
      const time = new Date(nowUs() / 1_000).toISOString();
      const frame = { receivedUs, status, payload: Buffer.from(payload).toString('base64') };
      const line = JSON.stringify({ time, source, plan, reason, ...frame });
      while (!isStopped) {
        try {
          await appendFile(file, `${line}\n`, { flush: true });
          break;
        } catch (error) {
          // A frame that is not on disk is not acknowledged.
          onEvent({ kind: 'spool-failed', reason: (error as Error).message });
          await delay(RETRY_MS);
        }
      }
      count++;
      onEvent({ kind: 'frame-set-aside', source, reason, file });
    },
    get count() {
      return count;
    },
    stop: () => void (isStopped = true),
  };
}
