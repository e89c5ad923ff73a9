import type { Clock } from '../running/clock.ts';
import type { SharedMemory } from '../worker/shared-memory.ts';
import type { OpenedSpool } from './open-spool.ts';
import type { Prepared } from './prepare-database.ts';
import { newestWithSpool } from './newest-with-spool.ts';
import { heldTexts, interruptionTexts, lastTimes, resumeTexts } from './resume-texts.ts';
import {
  heldSamples,
  interruptionMarks,
  oursByProtocol,
  resumeFilters,
  withWaiting,
  type NewestSamples,
} from './resume-filters.ts';
import type { Spool } from '../spool/spool.ts';
import type { TagList } from '../tags/tag-list.ts';
import type { DirectWriter } from '../pipeline/direct-writer.ts';

/** Options of `resumeRun`. */
export interface ResumedParts {
  readonly list: TagList;
  readonly memory: SharedMemory;
  readonly writer: DirectWriter;
  readonly clock: Clock;
  /** Samples that the filters of the earlier run held back: forgotten when they are safe anew. */
  readonly held: OpenedSpool['held'];
  readonly spool: Spool;
  /** Lets nothing be held back of tags. */
  readonly flushFilters: (tags: Int32Array) => Promise<void>;
}

/**
 * Lets filters go on from what is stored, stores what an earlier run had acknowledged and held back, and marks where a run that was
 * killed ended.
 */
export async function resumeRun(prepared: Prepared, parts: ResumedParts): Promise<void> {
  const { lacking, newest, newestValues, newestTexts, newestTextValues, tagIds } = prepared;
  const { list, memory, writer, clock, held, spool, flushFilters } = parts;
  const stored = {
    samples: newest,
    values: new Map([...newest, ...newestValues]),
    texts: newestTexts,
    textValues: new Map([...newestTexts, ...newestTextValues]),
  };
  const known = await newestWithSpool(stored, lacking, tagIds);
  const positions = new Map(Array.from(tagIds, (id, position) => [id, position]));
  const samples = known?.samples ?? newest;
  const waiting = heldSamples(held.records, positions, samples);
  clock.knowStored(newestOfDevices(list, withWaiting(samples, waiting)));
  // Else there is too much in the spool to look through, and the tags begin anew.
  if (known !== undefined) {
    const mayBeOurs = oursByProtocol(list);
    resumeFilters(memory.filters.state, { newest: samples, values: known.values }, mayBeOurs);
    resumeTexts(memory.texts, { newest: known.texts, values: known.textValues }, mayBeOurs);
  }
  await writer.write(waiting);
  await flushFilters(new Int32Array(new Set(waiting.tag.subarray(0, waiting.length))));
  // Samples of an earlier run do not tell how devices' clocks go.
  memory.filters.state.lead.fill(0);
  for (const block of held.blocks) spool.release(block);
  if (known === undefined) return;
  const all = withWaiting(samples, waiting);
  const lastOf = lastTimes(all, known.texts, heldTexts(held.records, positions));
  await writer.writeMarks(interruptionMarks(list, all, lastOf));
  await writer.writeTextMarks(interruptionTexts(list, known.texts, lastOf));
}

/** The newest time of what devices sent; a program may write what is to come. */
function newestOfDevices(list: TagList, newest: NewestSamples): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const { definition, positions } of list.sources) {
    if (definition.protocol === 'program') continue;
    for (const tag of positions) latest = Math.max(latest, newest.get(tag)?.time ?? latest);
  }
  return latest;
}
