// The measured functions are internal to the server: an export for a bench would be open to everybody.
import { readLineProtocol } from '../../../apps/server/src/features/samples/read-line-protocol.ts';
import {
  createSampleIntake,
  type SampleIntake,
} from '../../../apps/server/src/features/samples/sample-intake.ts';
import { createKnownSeries } from '../../../apps/server/src/features/samples/series-finder.ts';
import { createTagFinder } from '../../../apps/server/src/features/samples/tag-finder.ts';
import { isStorableTime } from '@varve/historian';
import type { WrittenTag } from '../../../apps/server/src/kit/sample-writer.ts';
import type { MicroCase, MicroSize } from './micro-cases.ts';

const START_S = 1_750_000_000;
const GOAL = { atLeast: 0.5e6 };

/** Lines of the line protocol, each a sample of three decimals with its time in nanoseconds, into the columns of a batch. */
export function lineCase(name: string, { rows, tags }: MicroSize): MicroCase {
  const known = Array.from({ length: tags }, (_, position): WrittenTag => ({
    id: position + 1,
    position,
    name: `well-${position}/pressure`,
    source: 'program',
    isWritable: true,
    holds: 'numbers',
  }));
  const index = {
    byName: new Map(known.map((tag) => [tag.name, tag])),
    byId: new Map(known.map((tag) => [tag.id, tag])),
  };
  const finder = createTagFinder(index, { has: () => true, ids: null }, { sources: null });
  const body = Buffer.from(
    Array.from({ length: rows }, (_, row) => {
      const second = START_S + Math.floor(row / tags);
      return `samples,tag=${known[row % tags]!.name},unit=psi value=${(row % 9_973) / 8} ${second}000000000`;
    }).join('\n'),
  );
  const knownSeries = createKnownSeries();
  let intake: SampleIntake | undefined;
  return {
    name,
    sampleCount: rows,
    goal: GOAL,
    run() {
      intake = createSampleIntake({ isStorableTime }, body.length);
      const reading = readLineProtocol(body, intake, {
        finder,
        knownSeries,
        precision: 'ns',
        nowUs: 0,
      });
      while (reading.next().done !== true);
    },
    checksum: () => intake?.acceptedCount ?? 0,
  };
}
