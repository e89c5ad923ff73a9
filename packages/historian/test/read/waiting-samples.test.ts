import { StatusCode } from '@varve/protocols';
import { expect, test } from 'vitest';
import { createSampleColumns } from '../../src/copy/sample-columns.ts';
import { sortSamples } from '../../src/segment/sort-samples.ts';
import { createSampleEncoder } from '../../src/segment/sample-encoder.ts';
import type { TagSpan } from '../../src/read/tag-span.ts';
import { waitingSamples } from '../../src/read/waiting-samples.ts';
import type { SpooledBlock } from '../../src/spool/spooled-block.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { columnsOf, samplesIn } from '../support/slow-columns.ts';
import { bitsOfNumber, type SlowSample } from '../support/slow-segment.ts';

type TagSample = SlowSample & { readonly tag: number };

const encoder = createSampleEncoder('segments');

function blockOf(samples: readonly TagSample[], isCached = true): SpooledBlock {
  const block = encoder.encode(sortSamples(columnsOf(samples)), undefined);
  const cachedParts = () => (isCached ? block.parts : undefined);
  return { ...block, cachedParts } as unknown as SpooledBlock;
}

const told = (samples: readonly TagSample[]): string[] =>
  samples
    .map(({ tag, time, bits, status }) => `${tag} ${time} ${bits ?? 'none'} ${status}`)
    .toSorted();

/** Asks behind a sample that is there already, which stays. */
function appended(look: ReturnType<ReturnType<typeof waitingSamples>['look']>, range: TagSpan) {
  const into = createSampleColumns(1);
  into.length = 1;
  look.append(range, into);
  const [first, ...samples] = samplesIn(into);
  expect(first).toMatchObject({ tag: 0, time: 0 });
  return told(samples);
}

/** Rows and segments of some tags, with and without values, of several days. */
function randomBlock(random: () => number): TagSample[] {
  return [5, 9, 1_000_003, 2].flatMap((tag) => {
    const count = Math.floor(random() ** 2 * 60);
    const fromUs = 1_790_000_000e6 + Math.floor(random() * 3 * 86_400e6);
    return Array.from({ length: count }, (_, at) => {
      const isBad = random() < 0.2;
      const bits = isBad && random() < 0.5 ? undefined : bitsOfNumber(Math.round(random() * 100));
      return { tag, time: fromUs + at * 1e6, bits, status: isBad ? StatusCode.bad : 0 };
    });
  });
}

const seed = Date.now() % 1_000_000;

test(`of a tag and a range exactly those samples are found that wait (seed ${seed})`, () => {
  const random = seededRandom(seed);
  const contents = Array.from({ length: 30 }, () => randomBlock(random));
  const filled = contents.filter(({ length }) => length > 0);
  const look = waitingSamples({ blocks: () => filled.map((samples) => blockOf(samples)) }).look();
  const all = filled.flat();
  expect(all.length).toBeGreaterThan(100);
  for (const tagId of [2, 5, 9, 1_000_003, 77]) {
    const ofTag = all.filter(({ tag }) => tag === tagId);
    const everything = { tagId, fromUs: -Infinity, toUs: Infinity };
    expect(appended(look, everything)).toEqual(told(ofTag));
    const times = ofTag.map(({ time }) => time).toSorted((a, b) => a - b);
    for (let range = 0; range < 20; range++) {
      const fromUs = times[Math.floor(random() * times.length)] ?? 0;
      const toUs = fromUs + 1 + Math.floor(random() * 86_400e6);
      const inside = ofTag.filter(({ time }) => time >= fromUs && time < toUs);
      expect(appended(look, { tagId, fromUs, toUs })).toEqual(told(inside));
    }
  }
});

test('a look stays as it was, and what is on disk alone is not in it', () => {
  const sample = (tag: number, time: number): TagSample => ({
    tag,
    time,
    bits: bitsOfNumber(time),
    status: 0,
  });
  const onDisk = blockOf([sample(1, 30)], false);
  let blocks = [blockOf([sample(1, 10), sample(2, 10)]), blockOf([sample(1, 20)]), onDisk];
  const waiting = waitingSamples({ blocks: () => blocks });
  const look = waiting.look();
  blocks = [blockOf([sample(1, 40)])];
  const range = { tagId: 1, fromUs: 0, toUs: 100 };
  expect(appended(look, range)).toEqual(told([sample(1, 10), sample(1, 20)]));
  expect(appended(waiting.look(), range)).toEqual(told([sample(1, 40)]));
});
