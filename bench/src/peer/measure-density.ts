import { reportRow, type ReportRow } from '../report.ts';
import { sampleCountOf, type SampleSet, type TagSamples } from './sample-set.ts';
import type { FilledStore, SampleStore } from './sample-store.ts';

/** Bytes a sample of each store, by its name. */
export type Density = ReadonlyMap<string, number>;

/**
 * Stores a set in each of the stores, and reads it back.
 *
 * @param title - of the set, for stderr: there a line says which values a store has changed
 * @param copies - how often each tag is stored: few samples would measure the empty rest of a page
 * @throws Error when a store has lost samples
 */
export async function measureDensity(
  stores: readonly SampleStore[],
  { title, samples, copies }: { title: string; samples: SampleSet; copies: number },
): Promise<Density> {
  const density = new Map<string, number>();
  for (const store of stores) {
    const given = store.findsCopies ? samples : copiesOf(samples, copies);
    process.stderr.write(`${title}: ${store.name}\n`);
    await using filled = await store.load(given);
    const changed = await countChanged(samples, filled);
    if (changed > 0) {
      process.stderr.write(
        `${title}: ${store.name} has changed ${changed} of ${sampleCountOf(samples)} values\n`,
      );
    }
    density.set(store.name, (await filled.close()) / sampleCountOf(given));
  }
  return density;
}

/** Repeats every tag of a set. */
export function copiesOf(samples: SampleSet, copies: number): SampleSet {
  return { ...samples, tags: Array.from({ length: copies }, () => samples.tags).flat() };
}

/** Compares what was given with what is read. @throws Error when a time is missing, or another is there */
export async function countChanged(
  { tags, isSingle }: SampleSet,
  { read }: Pick<FilledStore, 'read'>,
): Promise<number> {
  let changed = 0;
  for (const [index, given] of tags.entries()) {
    const tag = index + 1;
    const fromUs = given.times[0]!;
    const found = await read({ tag, fromUs, toUs: given.times.at(-1)! + 1_000 });
    expectTimes(tag, given, found);
    for (const [at, value] of found.values.entries()) {
      // Some store no single precision: what they return for 56.8 is then not the float32 next to it.
      const asGiven = isSingle ? Math.fround(value) : value;
      if (!Object.is(asGiven, given.values[at])) changed++;
    }
  }
  return changed;
}

function expectTimes(tag: number, given: TagSamples, found: TagSamples): void {
  const isSame =
    given.times.length === found.times.length &&
    given.times.every((time, at) => time === found.times[at]);
  if (isSame) return;
  throw new Error(
    `tag ${tag} was given ${given.times.length} samples and has ${found.times.length}, or at other times`,
  );
}

/** Rows of what stores took, and how often it goes into what Varve takes. */
export function densityRows(
  name: string,
  density: Density,
  varveBytes: number,
  goals: Readonly<Record<string, { atMost: number }>> = {},
): ReportRow[] {
  return [...density].flatMap(([store, bytes]) => {
    const ratio = `ratio.${store}.${name}bytes`;
    return [
      reportRow(`${store}.${name}bytesPerSample`, 'bytes', [bytes]),
      reportRow(ratio, '', [varveBytes / bytes], goals[ratio]),
    ];
  });
}
