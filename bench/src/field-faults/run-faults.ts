import { setTimeout as delay } from 'node:timers/promises';
import type { Collector } from './collector.ts';
import type { Fault, FaultyPlant } from './fault.ts';
import type { Journal } from './journal.ts';
import type { SeededChoice } from './seeded-choice.ts';

/** A plant that faults happen to. */
export interface FaultRun {
  readonly journal: Journal;
  readonly collector: Collector;
  readonly choice: SeededChoice;
  /** No fault begins after it, milliseconds since 1970. */
  readonly untilMs: number;
}

const QUIET_MS = [1_000, 2_500] as const;
const COMES_BACK_MS = 40_000;
const LOOK_MS = 50;

/** Lets the devices of one protocol fail, one fault after the other: each begins when all tags are Good again. */
export async function runFaults(plant: FaultyPlant, run: FaultRun): Promise<number> {
  const { choice, untilMs } = run;
  const { source, faults } = plant;
  const all = (
    source.protocol === 'mqtt' ? source.topics.flatMap(({ tags }) => tags) : source.tags
  ).map(({ name }) => name);
  let count = 0;
  await comeBack(all, `${source.name}: the start`, run);
  while (Date.now() < untilMs) {
    await delay(choice.between(...QUIET_MS));
    const fault = choice.of(faults);
    await runFault(fault, run);
    count++;
    await comeBack(all, fault.kind, run);
  }
  return count;
}

async function runFault(fault: Fault, { journal, collector, choice }: FaultRun): Promise<void> {
  const { kind, tags, limitMs, graceMs, lastsMs, isFilledLater } = fault;
  const fromMs = Date.now();
  const end = await fault.begin();
  const toMs = fromMs + choice.between(...lastsMs);
  await delay(Math.min(limitMs, toMs - Date.now()));
  let seenUpMs = 0;
  // A historian that is down, or has just come up, has not looked yet.
  while (tags.length > 0 && Date.now() < toMs) {
    seenUpMs = collector.isUp ? seenUpMs + LOOK_MS : 0;
    const stillGood = tags.filter((tag) => collector.good().has(tag));
    if (seenUpMs > limitMs / 2 && stillGood.length > 0) {
      journal.findings.push(
        `${kind}: still Good ${Date.now() - fromMs} ms later: ${stillGood.join(', ')}`,
      );
      break;
    }
    await delay(LOOK_MS);
  }
  await end();
  if (tags.length === 0) return;
  journal.outages.push({ kind, tags, fromMs, toMs: Date.now(), limitMs, graceMs, isFilledLater });
}

async function comeBack(
  tags: readonly string[],
  after: string,
  { journal, collector }: FaultRun,
): Promise<void> {
  const sinceMs = Date.now();
  while (Date.now() - sinceMs < COMES_BACK_MS) {
    const good = collector.good();
    if (tags.every((tag) => good.has(tag))) return;
    await delay(LOOK_MS);
  }
  const missing = tags.filter((tag) => !collector.good().has(tag));
  journal.findings.push(
    `${after}: not Good again within ${COMES_BACK_MS} ms: ${missing.join(', ')} (${collector.troubles.join('; ')})`,
  );
}
