import { OUR_TIME_BIT, StatusCode } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import {
  bad,
  decodeJson,
  decoderOf,
  good,
  RECEIVED,
  us,
  type TestTopic,
} from '../support/decode-json.ts';

const OUR_TIME = StatusCode.uncertain | OUR_TIME_BIT;
const timestampPath = 'at.time';

/** Decodes a payload with a stamp as it is written in JSON. */
const at = (stamp: string, topic: TestTopic = {}) =>
  decodeJson(`{"at": {"time": ${stamp}}, "value": 1}`, { timestampPath, ...topic });

const SECOND = us('2022-09-23T02:02:06Z');

describe('the time of a payload', () => {
  test.each([
    { stamp: '"2026-11-21T10:00:00Z"', time: us('2026-11-21T10:00:00Z') },
    { stamp: '"2026-11-21T10:00:00.123Z"', time: us('2026-11-21T10:00:00Z') + 123_000 },
    { stamp: '"2026-11-21T10:00:00-04:00"', time: us('2026-11-21T14:00:00Z') },
    { stamp: '"2026-11-21T10:00:00+0530"', time: us('2026-11-21T04:30:00Z') },
    { stamp: '"2026-11-21T10:00:00\u221203:30"', time: us('2026-11-21T13:30:00Z') },
    { stamp: '"2026-11-21t10:00:00z"', time: us('2026-11-21T10:00:00Z') },
    { stamp: '" 2026-11-21 10:00:00Z "', time: us('2026-11-21T10:00:00Z') },
    { stamp: '"2026-11-21T10:00Z"', time: us('2026-11-21T10:00:00Z') },
    { stamp: '"2026-11-21T24:00:00Z"', time: us('2026-11-22T00:00:00Z') },
    { stamp: '"2016-12-31T23:59:60Z"', time: us('2016-12-31T23:59:59Z') },
    { stamp: '"2024-02-29T00:00:00Z"', time: us('2024-02-29T00:00:00Z') },
    { stamp: '"2022-09-23T02:02:06.744554+00:00"', time: SECOND + 744_554 },
    { stamp: '"2022-09-23T02:02:06.744901+00:00"', time: SECOND + 744_901 },
    { stamp: '"2022-09-23T02:02:06.5Z"', time: SECOND + 500_000 },
    { stamp: '"2022-09-23T02:02:06.123456Z"', time: SECOND + 123_456 },
    { stamp: '"2022-09-23T02:02:06.123456789Z"', time: SECOND + 123_456 },
    { stamp: '"2022-09-23T02:02:06.999999999Z"', time: SECOND + 999_999 },
    { stamp: '"2022-09-23T02:02:06,744554Z"', time: SECOND + 744_554 },
    { stamp: '"2022-09-23T02:02:06+00"', time: SECOND },
    { stamp: '"2022-09-23T02:02:06+02:00[Europe/Paris]"', time: SECOND - 7_200e6 },
    { stamp: '"20220923T020206Z"', time: SECOND },
    { stamp: '"2022-09-23T02:02:06 +0200"', time: SECOND - 7_200e6 },
    { stamp: '1790000000000', time: 1_790_000_000_000_000 },
    { stamp: '1790000000000.5', time: 1_790_000_000_000_500 },
    { stamp: '"1788945292880"', time: 1_788_945_292_880_000 },
  ])('$stamp is read', ({ stamp, time }) => {
    expect(at(stamp)).toEqual({ samples: [good(1, 0, time)], texts: [], reasons: [] });
  });

  test.each([
    { stamp: '1788945292.88', timestampUnit: 's' as const, time: 1_788_945_292_880_000 },
    { stamp: '"1788945292.88"', timestampUnit: 's' as const, time: 1_788_945_292_880_000 },
    { stamp: '1788945292', timestampUnit: 's' as const, time: 1_788_945_292_000_000 },
    { stamp: '"1788945292880"', timestampUnit: 'ms' as const, time: 1_788_945_292_880_000 },
    { stamp: '1788945292880123', timestampUnit: 'us' as const, time: 1_788_945_292_880_123 },
    { stamp: '1788945292880123456', timestampUnit: 'ns' as const, time: 1_788_945_292_880_123 },
    { stamp: '1788945292880123999', timestampUnit: 'ns' as const, time: 1_788_945_292_880_123 },
    { stamp: '"1788945292880123999"', timestampUnit: 'ns' as const, time: 1_788_945_292_880_123 },
    { stamp: '"2022-09-23T02:02:06Z"', timestampUnit: 's' as const, time: SECOND },
  ])('$stamp is read in $timestampUnit', ({ stamp, timestampUnit, time }) => {
    expect(at(stamp, { timestampUnit })).toEqual({
      samples: [good(1, 0, time)],
      texts: [],
      reasons: [],
    });
  });

  test('of its source is read in the unit of its source, unless the topic has its own', () => {
    const payload = '{"t": 1788945292, "value": 1}';
    const time = 1_788_945_292_000_000;
    const source = { timestampUnit: 's' as const };
    expect(decoderOf({ timestampPath: 't' }, source)(payload).samples).toEqual([good(1, 0, time)]);
    const own = { timestampPath: 't', timestampUnit: 'ms' as const };
    expect(decoderOf(own, source)(payload).samples[0]!.status).toBe(OUR_TIME);
  });

  test.each(['null', '""', '" "'])('is that of its arrival, and Good, for %s', (stamp) => {
    expect(at(stamp)).toEqual({ samples: [good(1)], texts: [], reasons: [] });
  });

  test('is that of its arrival, and Good, where none is given', () => {
    expect(decodeJson('{"value": 1}', { timestampPath }).samples).toEqual([good(1)]);
    expect(decodeJson('{"at": null, "value": 1}', { timestampPath }).samples).toEqual([good(1)]);
  });

  test('of two keys of one name is the last', () => {
    const payload = '{"timestamp":1708351277016,"timestamp":1708351278016,"value":25.2}';
    const { samples } = decodeJson(payload, { timestampPath: 'timestamp' });
    expect(samples).toEqual([good(25.2, 0, us('2024-02-19T14:01:18Z') + 16_000)]);
  });

  test('keeps the order of values within a millisecond', () => {
    const decode = decoderOf({ timestampPath: 't' });
    const times = ['744554', '744700', '744901'].map(
      (fraction) =>
        decode(`{"t": "2022-09-23T02:02:06.${fraction}Z", "value": 1}`).samples[0]!.time - SECOND,
    );
    expect(times).toEqual([744_554, 744_700, 744_901]);
  });
});

describe('a time that cannot be used costs the time and never the values', () => {
  test.each([
    { stamp: '"2026-11-21T10:00:00"', reason: /without a zone/ },
    { stamp: '"2026-11-21T10:00:00[Europe/Paris]"', reason: /a zone by its name alone/ },
    { stamp: '"2026-11-21"', reason: /not an ISO 8601 time/ },
    { stamp: '"yesterday"', reason: /not an ISO 8601 time/ },
    { stamp: '"23.09.2022 02:02:06"', reason: /not an ISO 8601 time/ },
    { stamp: '"2022-02-30T00:00:00Z"', reason: /no such day/ },
    { stamp: '"2023-02-29T00:00:00Z"', reason: /no such day/ },
    { stamp: '"2100-02-29T00:00:00.000Z"', reason: /no such day/ },
    { stamp: '"2026-04-31T00:00:00+02:00"', reason: /no such day/ },
    { stamp: '"2026-13-01T10:00:00Z"', reason: /no such day/ },
    { stamp: '"2026-00-10T10:00:00Z"', reason: /no such day/ },
    { stamp: '"2026-11-00T10:00:00Z"', reason: /no such day/ },
    { stamp: '"2026-11-21T25:00:00Z"', reason: /no such day/ },
    { stamp: '"2026-11-21T24:00:00.5Z"', reason: /no such day/ },
    { stamp: '"2026-11-21T10:60:00Z"', reason: /no such day/ },
    { stamp: '"2026-11-21T10:00:61Z"', reason: /no such day/ },
    { stamp: '"2026-11-21T10:00:00+25:00"', reason: /no such zone/ },
    { stamp: 'true', reason: /neither a text nor a number/ },
    { stamp: '{}', reason: /neither a text nor a number/ },
    { stamp: 'nan', reason: /no time of this age/ },
    { stamp: '1e999', reason: /no time of this age/ },
    { stamp: '0', reason: /earlier than 2001-01-01T00:00:00.000Z/ },
    { stamp: '-1', reason: /earlier than 2001-01-01T00:00:00.000Z/ },
    { stamp: '"0"', reason: /earlier than 2001-01-01T00:00:00.000Z/ },
    { stamp: '"1970-01-01T02:00:36+0200"', reason: /earlier than 2001-01-01T00:00:00.000Z/ },
    { stamp: '"0001-01-01T00:00:00Z"', reason: /earlier than 2001-01-01T00:00:00.000Z/ },
    { stamp: '1788945292.88', reason: /with timestampUnit s it would be 2026-09-09T09:14:52.880Z/ },
    {
      stamp: '1788945292880123',
      reason: /with timestampUnit us it would be 2026-09-09T09:14:52.880Z/,
    },
    {
      stamp: '"1788945292880123456"',
      reason: /with timestampUnit ns it would be 2026-09-09T09:14:52.880Z/,
    },
  ])('as $stamp does', ({ stamp, reason }) => {
    const { samples, reasons } = at(stamp);
    expect(samples).toEqual([{ ...good(1), status: OUR_TIME }]);
    expect(reasons).toEqual([expect.stringMatching(reason)]);
    expect(reasons[0]).toMatch(/^machine\/1: expected a time at at\.time, got /);
  });

  test('once for all tags, and no tag is Good', () => {
    const tags = [{}, { path: 'b' }, { path: 'c', dataType: 'text' as const }];
    const decoded = decodeJson('{"t": "soon", "value": 1, "b": nan, "c": "on"}', {
      timestampPath: 't',
      tags,
    });
    expect(decoded.samples).toEqual([
      { ...good(1), status: OUR_TIME },
      bad(StatusCode.badSensorFailure | OUR_TIME_BIT, 1),
    ]);
    expect(decoded.texts).toEqual([{ tag: 2, timeUs: RECEIVED, value: 'on', status: OUR_TIME }]);
    expect(decoded.reasons.filter((reason) => reason.includes('expected a time'))).toHaveLength(1);
  });

  test('unless it is older than what is believed, which can be set to read what was kept for years', () => {
    const old = '"1999-12-31T23:59:59Z"';
    const time = us('1999-12-31T23:59:59Z');
    expect(at(old).samples[0]!.status).toBe(OUR_TIME);
    const earliestTime = '1980-01-01T00:00:00Z';
    expect(at(old, { earliestTime }).samples).toEqual([good(1, 0, time)]);
    expect(at('0', { earliestTime }).samples[0]!.status).toBe(OUR_TIME);
    const ofSource = decoderOf({ timestampPath: 't' }, { earliestTime });
    expect(ofSource(`{"t": ${old}, "value": 1}`).samples).toEqual([good(1, 0, time)]);
    const later = decoderOf(
      { timestampPath: 't', earliestTime: '2026-01-01T00:00:00Z' },
      { earliestTime },
    );
    expect(later(`{"t": "2025-12-31T23:59:59Z", "value": 1}`).samples[0]!.status).toBe(OUR_TIME);
  });
});

describe('tags with a time of their own', () => {
  const own = { path: 'a.v', timestampPath: 'a.t' };
  const decode = decoderOf({ timestampPath: 't', tags: [own, { path: 'b' }] });
  const outer = us('2026-11-29T10:00:00Z');

  test('have it, and the others that of the payload', () => {
    const { samples } = decode(
      '{"t": "2026-11-29T10:00:00Z", "a": {"v": 1, "t": 1796000000000}, "b": 2}',
    );
    expect(samples).toEqual([good(1, 0, 1_796_000_000_000_000), good(2, 1, outer)]);
  });

  test('have that of the payload where their own is absent', () => {
    const { samples } = decode('{"t": "2026-11-29T10:00:00Z", "a": {"v": 1}, "b": 2}');
    expect(samples).toEqual([good(1, 0, outer), good(2, 1, outer)]);
  });

  test('are Uncertain where it cannot be read, and the others are not', () => {
    const { samples, reasons } = decode(
      '{"t": "2026-11-29T10:00:00Z", "a": {"v": 1, "t": "?"}, "b": 2}',
    );
    expect(samples).toEqual([{ ...good(1), status: OUR_TIME }, good(2, 1, outer)]);
    expect(reasons).toEqual([expect.stringMatching(/expected a time at a\.t, got "\?"/)]);
  });

  test('that are not in the payload tell nothing of it', () => {
    expect(decode('{"t": "2026-11-29T10:00:00Z", "a": {"t": "?"}, "b": 2}').reasons).toEqual([]);
  });
});
