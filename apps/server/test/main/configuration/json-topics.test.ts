import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../src/main/configuration/read-configuration.ts';

const EVERYTHING = `
sources:
  - name: gateway
    protocol: mqtt
    url: mqtt://127.0.0.1
    nulls: [-999.25]
    earliestTime: 2015-01-01T00:00:00Z
    topics:
      - topic: plant/line-1
        timestampPath: Time
        timestampUnit: s
        timeZone: America/Los_Angeles
        qualityPath: quality
        qualityKind: flag
        absent: bad
        tags:
          - { name: a, path: 'values[id=Channel1.Device1.Tag1].v', timestampPath: 'values[id=Channel1.Device1.Tag1].t' }
          - { name: b, path: '["Channel1.Device1.Tag2"]', errorPath: errors.b, absent: keep, nulls: [-9999] }
      - topic: plant/line-1/status
        tags: [{ name: c, path: '', dataType: digital, states: [Offline, Online] }]
`;

describe('JSON topics of a configuration file', () => {
  test('are taken with all of their keys', () => {
    const { sources } = parseConfiguration(EVERYTHING, 'f');
    expect(sources[0]).toMatchObject({
      earliestTime: '2015-01-01T00:00:00Z',
      topics: [
        { timestampUnit: 's', timeZone: 'America/Los_Angeles', qualityKind: 'flag', absent: 'bad' },
        { tags: [{ path: '' }] },
      ],
    });
  });

  test.each([
    [
      'America/Los_Angeles',
      'Mars/Olympus',
      'sources.0.topics.0.timeZone: expected a time zone like',
    ],
    [
      'errorPath: errors.b',
      'errorPath: errors..b',
      'sources.0.topics.0.tags.1.errorPath: expected a path like',
    ],
    ['timestampUnit: s', 'timestampUnit: minutes', 'sources.0.topics.0.timestampUnit: '],
    ['absent: keep', 'absent: zero', 'sources.0.topics.0.tags.1.absent: '],
    [
      'dataType: digital',
      'dataType: text',
      'sources.0.topics.1.tags.0.states: expected a digital tag',
    ],
  ])('are refused with the key: %s as %s', (key, wrong, message) => {
    expect(() => parseConfiguration(EVERYTHING.replace(key, wrong), 'f')).toThrow(message);
  });
});
