import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { DriverHost } from '@varve/protocols';
import { buildWorkload, type Workload } from '../ingest/workload.ts';

/** Options of `feedAtRate`. */
export interface Pace {
  readonly hosts: readonly DriverHost[];
  readonly workload: Workload;
  /** Samples a second. */
  readonly rate: number;
  /** Told of every frame as it goes in. */
  readonly onFrame?: (source: number, sampleCount: number) => void;
}

const SCANS = 60;

/** A minute of scans, to be fed again and again. */
export function scansOf(tags: number): Workload {
  return buildWorkload({ rows: tags * SCANS, tags, startUs: 0 });
}

/** Feeds scans of all tags, each stamped with its arrival, evenly at a rate, until the signal comes. */
export async function feedAtRate(pace: Pace, signal: AbortSignal): Promise<void> {
  const { workload, rate, hosts } = pace;
  const msPerScan = (workload.tagCount * 1_000) / rate;
  const startedAt = performance.now();
  let lastUs = 0;
  for (let scan = 0; !signal.aborted; scan++) {
    const waitMs = startedAt + scan * msPerScan - performance.now();
    await (waitMs > 0 ? delay(waitMs) : nextTurn());
    for (const host of hosts) await host.whenReady();
    // Two scans within a tick of the clock are two scans all the same.
    lastUs = Math.max(hosts[0]!.nowUs(), lastUs + 1);
    pushScan(pace, scan % SCANS, lastUs);
  }
}

function pushScan({ hosts, workload, onFrame }: Pace, scan: number, receivedUs: number): void {
  for (const [source, ofSource] of workload.frames.entries()) {
    const planCount = ofSource.length / SCANS;
    for (let plan = 0; plan < planCount; plan++) {
      const frame = ofSource[scan * planCount + plan]!;
      hosts[source]!.push({ ...frame, receivedUs });
      onFrame?.(source, (frame.payload.length - 2) / 4);
    }
  }
}
