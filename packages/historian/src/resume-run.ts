import type { SharedMemory } from './configuration.ts';
import type { Prepared } from './prepare-database.ts';
import { newestWithSpool } from './resume-from-spool.ts';
import { interruptionTexts, resumeTexts } from './resume-texts.ts';
import { interruptionMarks, resumeFilters } from './resume.ts';
import type { TagList } from './tag-list.ts';
import type { Writer } from './write/direct-writer.ts';

/** What goes on where an earlier run ended. */
export interface ResumedParts {
  readonly list: TagList;
  readonly memory: SharedMemory;
  readonly writer: Writer;
}

/** Lets filters go on from what is stored, and marks where a run that was killed ended. */
export async function resumeRun(
  { lacking, newest, newestTexts, tagIds }: Prepared,
  { list, memory, writer }: ResumedParts,
): Promise<void> {
  const stored = { samples: newest, texts: newestTexts };
  const known = await newestWithSpool(stored, lacking, tagIds);
  // The newest are not known, and the tags begin anew.
  if (known === undefined) return;
  const { samples, texts } = known;
  resumeFilters(memory.filters.state, samples);
  resumeTexts(memory.texts, texts);
  await writer.write(interruptionMarks(list, samples));
  await writer.writeTexts(interruptionTexts(list, samples, texts));
}
