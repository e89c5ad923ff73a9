import { StatusCode } from '@varve/protocols';
import { expect, test } from 'vitest';
import { newestWithSpool } from '../../src/resume/newest-with-spool.ts';
import { createSampleEncoder } from '../../src/segment/sample-encoder.ts';
import type { SpooledBlock } from '../../src/spool/spooled-block.ts';
import { batchOf } from '../support/samples.ts';

const TAG_IDS = Int32Array.of(77);

test('the newest value before a mark is found in the spool, and not only in the database', async () => {
  const samples = [
    { tag: 0, time: 2e6, value: 7, status: 0 },
    { tag: 0, time: 3e6, value: NaN, status: StatusCode.badShutdown },
  ];
  const encoder = createSampleEncoder('rows');
  const block = encoder.encode({ ...batchOf(samples), isNull: undefined }, TAG_IDS);
  const spooled = {
    ...block,
    parts: () => Promise.resolve(block.parts),
  } as unknown as SpooledBlock;
  const inDatabase = new Map([[0, { tagId: 77, time: 1e6, value: 6, status: 0 }]]);
  const texts = new Map();
  const stored = { samples: inDatabase, values: inDatabase, texts, textValues: texts };
  const newest = await newestWithSpool(stored, [spooled], TAG_IDS);
  expect(newest!.samples.get(0)).toMatchObject({ time: 3e6, status: StatusCode.badShutdown });
  expect(newest!.values.get(0)).toMatchObject({ time: 2e6, value: 7 });
});
