import { StatusCode, type SourceDefinition } from '@varve/protocols';
import { expect, test } from 'vitest';
import { interruptionMarks } from '../../src/resume/resume-filters.ts';
import { listTags } from '../../src/tags/list-tags.ts';
import { samplesOf } from '../support/samples.ts';

test('where a run was killed, tags of one topic end at the newest of those that share their clock', () => {
  const source: SourceDefinition = {
    name: 'device',
    protocol: 'mqtt',
    url: 'mqtt://127.0.0.1',
    topics: [
      {
        topic: 'd',
        tags: [
          { name: 'plain', path: 'a' },
          { name: 'stamped', path: 'b', timestampPath: 't' },
          { name: 'stamped too', path: 'c', timestampPath: 't' },
        ],
      },
      { topic: 'e', tags: [{ name: 'other', path: 'a' }] },
    ],
  };
  const times = [1_000, 400, 500, 700];
  const newest = new Map(
    times.map((time, tag) => [tag, { tagId: tag, time, value: 1, status: 0 }]),
  );
  const marks = interruptionMarks(listTags([source]), newest, (tag) => times[tag]!);
  expect(samplesOf(marks).map(({ tag, time, status }) => [tag, time, status])).toEqual(
    [
      [1, 501],
      [2, 501],
      [0, 1_001],
      [3, 701],
    ].map((place) => [...place, StatusCode.badShutdown]),
  );
});
