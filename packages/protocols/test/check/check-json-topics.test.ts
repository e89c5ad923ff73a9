import { checkSource, type JsonTagDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';

type Keys = Readonly<Record<string, unknown>>;

function issuesOf({
  source = {},
  topic = {},
  tag = {},
  others = [],
}: {
  source?: Keys;
  topic?: Keys;
  tag?: Keys;
  others?: Keys[];
}) {
  const tags = [{ name: 'x', path: 'a', ...tag }, ...others] as unknown as JsonTagDefinition[];
  return checkSource({
    name: 'broker',
    protocol: 'mqtt',
    url: 'mqtt://127.0.0.1',
    ...source,
    topics: [{ topic: 't', tags, ...topic }],
  });
}

describe('the definition of JSON topics', () => {
  test('may have all of its keys', () => {
    const issues = issuesOf({
      source: {
        timeZone: 'Europe/Berlin',
        earliestTime: '1990-01-01T00:00:00+01:00',
        nulls: [-999.25],
      },
      topic: {
        timestampPath: 't',
        timestampUnit: 's',
        timeZone: 'America/Los_Angeles',
        qualityPath: 'q',
        absent: 'bad',
      },
      tag: {
        path: 'v[id=A.B].v',
        timestampPath: 'v[id=A.B].t',
        qualityKind: 'flag',
        errorPath: 'e',
        absent: 'keep',
        nulls: [0],
      },
      others: [
        { name: 'y', path: 'y', dataType: 'digital', states: ['off', 'on'], nulls: [255] },
        { name: 'z', path: '["a.b"].c', dataType: 'text' },
      ],
    });
    expect(issues).toEqual([]);
  });

  test.each(['', '$'])('may have tags that are the whole payload: "%s"', (path) => {
    expect(issuesOf({ tag: { path }, others: [{ name: 'y', path, dataType: 'text' }] })).toEqual(
      [],
    );
  });

  test.each([
    {
      given: { tag: { path: 'a..b' } },
      at: ['tags', 0, 'path'],
      message: /expected a path like .* got "a\.\.b"/,
    },
    {
      given: { tag: { timestampPath: 'a[' } },
      at: ['tags', 0, 'timestampPath'],
      message: /expected a path/,
    },
    {
      given: { tag: { qualityPath: '$' } },
      at: ['tags', 0, 'qualityPath'],
      message: /a path to a part/,
    },
    {
      given: { topic: { timestampPath: 'x.' } },
      at: ['timestampPath'],
      message: /expected a path/,
    },
    { given: { topic: { errorPath: '$' } }, at: ['errorPath'], message: /a path to a part/ },
    {
      given: { topic: { timestampPath: 't', timeZone: 'Mars/Olympus' } },
      at: ['timeZone'],
      message: /a time zone like .* got "Mars\/Olympus"/,
    },
    {
      given: { topic: { timestampPath: 't', earliestTime: '2001-01-01' } },
      at: ['earliestTime'],
      message: /a time with a zone/,
    },
    {
      given: { topic: { timestampPath: 't', earliestTime: '1800-01-01T00:00:00Z' } },
      at: ['earliestTime'],
      message: /not before 1900/,
    },
    {
      given: { topic: { timeZone: 'UTC' } },
      at: ['timeZone'],
      message: /a timestampPath that timeZone is for/,
    },
    {
      given: { topic: { timestampUnit: 's' } },
      at: ['timestampUnit'],
      message: /a timestampPath that timestampUnit is for/,
    },
    {
      given: { topic: { qualityKind: 'flag' } },
      at: ['qualityKind'],
      message: /a qualityPath that qualityKind is for/,
    },
    {
      given: { tag: { qualityKind: 'flag' } },
      at: ['tags', 0, 'qualityKind'],
      message: /a qualityPath that qualityKind is for/,
    },
    {
      given: { tag: { qualityPath: 'a' } },
      at: ['tags', 0, 'path'],
      message: /another path than that of its quality/,
    },
    {
      given: { tag: { errorPath: 'a' } },
      at: ['tags', 0, 'path'],
      message: /another path than that of its quality/,
    },
    {
      given: { tag: { qualityPath: 'q', errorPath: 'q' } },
      at: ['tags', 0, 'errorPath'],
      message: /another path than the other/,
    },
    {
      given: { tag: { dataType: 'text', nulls: [1] } },
      at: ['tags', 0, 'nulls'],
      message: /a tag with numbers for nulls, got text/,
    },
    {
      given: { tag: { dataType: 'text', scale: 2 } },
      at: ['tags', 0, 'scale'],
      message: /a tag with numbers for scale/,
    },
    {
      given: { tag: { states: ['off', 'on'] } },
      at: ['tags', 0, 'states'],
      message: /a digital tag for states, got analog/,
    },
    {
      given: { tag: { dataType: 'counter', states: [] } },
      at: ['tags', 0, 'states'],
      message: /got counter/,
    },
    {
      given: { tag: { path: '$' }, topic: { timestampPath: 't' } },
      at: ['timestampPath'],
      message: /it has no parts/,
    },
    {
      given: { tag: { path: '$', absent: 'bad' } },
      at: ['tags', 0, 'absent'],
      message: /it has no parts/,
    },
    {
      given: { tag: { path: '' }, others: [{ name: 'y', path: 'b' }] },
      at: ['tags', 1, 'path'],
      message: /it has no parts/,
    },
  ])('is refused: $given', ({ given, at, message }) => {
    expect(issuesOf(given)).toEqual([
      { path: ['topics', 0, ...at], message: expect.stringMatching(message) as string },
    ]);
  });

  test('is refused where the source sets what no topic has a use for', () => {
    expect(issuesOf({ source: { timeZone: 'UTC' } })).toEqual([
      { path: ['timeZone'], message: 'expected a timestampPath that timeZone is for, got none' },
    ]);
    expect(issuesOf({ source: { timeZone: 'UTC' }, tag: { timestampPath: 't' } })).toEqual([]);
  });
});
