import {
  appendFrame,
  createFrameBuffer,
  packSampleFrame,
  StatusCode,
  type Frame,
  type FrameBuffer,
} from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { createSharedMemory } from '../../src/worker/shared-memory.ts';
import { listTags } from '../../src/tags/list-tags.ts';
import { createFilterCheckpoint } from '../../src/pipeline/filter-checkpoint.ts';
import type { GroupResult } from '../../src/worker/pipeline.worker.ts';
import { createFrameFilter } from '../../src/worker/frame-filter.ts';
import { decodeGroup } from '../../src/pipeline/decode-group.ts';
import { samplesOf, type Sample } from '../support/samples.ts';

const NOW = 1_790_000_000_000_000;
const LIST = listTags([
  {
    name: 'program',
    protocol: 'program',
    tags: [{ name: 'x', filter: { excDev: 1, compDev: 2 } }, { name: 'y' }],
  },
]);
const INSTANT = { nowUs: NOW, elapsedUs: 1, isBehind: false };
/** A time that a thread of this test does not survive. */
const POISON_US = NOW + 13;

/** Threads that end after their work, and before anybody has heard of it. */
function mortalThreads(endings: number) {
  const memory = createSharedMemory(LIST);
  const frameFilter = createFrameFilter({
    plans: LIST.plans,
    sourceCount: 1,
    sourceOfPlan: LIST.sourceOfPlan,
    sourceOfTag: LIST.sourceOfTag,
    futureLimitUs: 1e9,
    ...memory,
  });
  const checkpoint = createFilterCheckpoint();
  const outputs: Sample[][] = [];
  const aside: Frame[] = [];
  let tries = 0;
  const host = {
    decode({ bytes, length }: FrameBuffer) {
      tries++;
      const samples = samplesOf(frameFilter.filter(bytes, length, INSTANT).samples);
      const isPoisoned = samples.some(({ time }) => time === POISON_US);
      if (isPoisoned || endings-- > 0) return Promise.reject(new Error('ended'));
      // What comes out is looked at here; a block is made of it elsewhere.
      outputs.push(samples);
      return Promise.resolve({} as GroupResult);
    },
    save: () => checkpoint.save(memory, LIST.inUse),
    restore: () => checkpoint.restore(),
    threadEnded: () => true,
    setAside: (frame: Frame) => Promise.resolve(void aside.push(frame)),
  };
  return { host, outputs, aside, tries: () => tries };
}

function group(samples: readonly (readonly [tag: number, second: number, value: number])[]) {
  const buffer = createFrameBuffer(64);
  for (const [tag, second, value] of samples) {
    const payload = packSampleFrame([{ tag, timeUs: NOW + second, value, status: 0 }]);
    appendFrame(buffer, { plan: 0, receivedUs: NOW, status: StatusCode.good, payload });
  }
  return buffer;
}

const GROUPS = [
  group([
    [0, 0, 20],
    [0, 1, 20.5],
    [0, 2, 23],
  ]),
  group([
    [0, 3, 26],
    [0, 4, 26.2],
    [1, 4, 7],
  ]),
  group([
    [0, 5, 10],
    [0, 6, 10.1],
  ]),
];

describe('a group whose thread ends', () => {
  test('comes out as if it had not, whatever its filters had gone through', async () => {
    const calm = mortalThreads(0);
    for (const one of GROUPS) await decodeGroup(one, calm.host);
    for (const endings of [1, 2]) {
      const mortal = mortalThreads(endings);
      for (const one of GROUPS) await decodeGroup(one, mortal.host);
      expect(mortal.outputs).toEqual(calm.outputs);
      expect(mortal.tries()).toBe(GROUPS.length + endings);
    }
    expect(calm.outputs.flat().length).toBe(3);
  });

  test('each time is halved until the frame that does it stands alone; all others come out', async () => {
    const samples = Array.from({ length: 40 }, (_, at) => [1, at, at] as const);
    const threads = mortalThreads(0);
    await decodeGroup(group(samples), threads.host);
    expect(threads.outputs.flat().map(({ value }) => value)).toEqual(
      samples.map(([, at]) => at).filter((at) => NOW + at !== POISON_US),
    );
    expect(threads.aside).toHaveLength(1);
    expect(new DataView(threads.aside[0]!.payload.slice().buffer).getFloat64(0, true)).toBe(
      POISON_US,
    );
  });

  test('is left when the pipeline has stopped', async () => {
    const { host } = mortalThreads(5);
    expect(await decodeGroup(GROUPS[0]!, { ...host, threadEnded: () => false })).toBeUndefined();
  });
});
