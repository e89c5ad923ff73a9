import type { SampleRange, SampleSet, TagSamples } from '../peer/sample-set.ts';
import type { SampleStore } from '../peer/sample-store.ts';
import { expectCount, placesOf, timeRounds, type Filled } from '../query/time-rounds.ts';
import { reportRow, type ReportRow } from '../report.ts';

const SECONDS_PER_DAY = 86_400;
const TAGS = 8;
const FILLED: Filled = {
  startS: Date.parse('2017-03-23T00:00Z') / 1_000,
  seconds: 2 * SECONDS_PER_DAY,
  tags: TAGS,
};
const DAYS_PER_ROUND = 20;

/** Two days of tags at 1 Hz: the given signals one after the other, and over again, each tag from another one on. */
export function plantDays({ isSingle, tags }: SampleSet): SampleSet {
  const times = Float64Array.from(
    { length: FILLED.seconds },
    (_, second) => (FILLED.startS + second) * 1e6,
  );
  const days = Array.from({ length: TAGS }, (_, first): TagSamples => {
    const values = new Float64Array(FILLED.seconds);
    for (let at = 0, next = first; at < values.length; next++) {
      const signal = tags[next % tags.length]!.values;
      values.set(signal.subarray(0, values.length - at), at);
      at += signal.length;
    }
    return { times, values };
  });
  return { isSingle, tags: days };
}

/** How long it takes to read a day of one of these tags. */
export async function timeDays(
  name: string,
  reader: { read(range: SampleRange): Promise<TagSamples> },
  rounds: number,
): Promise<ReportRow[]> {
  const places = placesOf(FILLED, SECONDS_PER_DAY, DAYS_PER_ROUND);
  const { p50, p95 } = await timeRounds(rounds, places, async ({ tag, fromS }) => {
    const range = { tag, fromUs: fromS * 1e6, toUs: (fromS + SECONDS_PER_DAY) * 1e6 };
    expectCount((await reader.read(range)).times.length, SECONDS_PER_DAY);
  });
  return [reportRow(`${name}.day.p50Ms`, 'ms', p50), reportRow(`${name}.day.p95Ms`, 'ms', p95)];
}

/** The same for each of the stores. */
export async function timeDaysOfStores(
  stores: readonly SampleStore[],
  days: SampleSet,
  rounds: number,
): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  for (const store of stores) {
    process.stderr.write(`days: ${store.name}\n`);
    await using filled = await store.load(days);
    rows.push(...(await timeDays(store.name, filled, rounds)));
  }
  return rows;
}
