import { setTimeout as delay } from 'node:timers/promises';
import type { FedHistorian } from '../feed/fed-historian.ts';
import type { Workload } from '../ingest/workload.ts';

/** Options of `feedHour`. */
export interface HourFeed {
  readonly fed: FedHistorian;
  /** Scans to be fed over and over. */
  readonly workload: Workload;
  readonly seconds: number;
  /** Time of the first scan, in microseconds since 1970. */
  readonly hourUs: number;
  /** The clock of the data. */
  readonly nowUs: () => number;
  readonly speed: number;
}

const CHECK_MS = 10;
const PROGRESS_S = 300;
/** Devices answer a little later than they are asked, in milliseconds; each source at its own time. */
const MOST_LATE_MS = 8;

/** Feeds a scan of all tags for every second, and waits until all of it is stored. */
export async function feedHour(feed: HourFeed): Promise<void> {
  const { fed, workload, seconds, hourUs, nowUs, speed } = feed;
  for (let second = 0; second < seconds; second++) {
    // All answers to a question are in before the clock says so.
    const dueUs = hourUs + second * 1e6 + MOST_LATE_MS * 1_000;
    const waitMs = (dueUs - nowUs()) / 1_000 / speed;
    if (waitMs > 0) await delay(waitMs);
    for (const host of fed.hosts) await host.whenReady();
    pushScan(feed, second);
    if (second % PROGRESS_S === 0) process.stderr.write(`${second} of ${seconds} s\n`);
  }
  while (fed.stored() < seconds * workload.tagCount) await delay(CHECK_MS);
}

function pushScan({ fed, workload, hourUs }: HourFeed, second: number): void {
  const scans = workload.rowCount / workload.tagCount;
  for (const [source, ofSource] of workload.frames.entries()) {
    const planCount = ofSource.length / scans;
    const lateMs = ((source + second) * 5) % (MOST_LATE_MS + 1);
    const receivedUs = hourUs + second * 1e6 + lateMs * 1_000;
    for (let plan = 0; plan < planCount; plan++) {
      const frame = ofSource[(second % scans) * planCount + plan]!;
      fed.hosts[source]!.push({ ...frame, receivedUs });
    }
  }
}
