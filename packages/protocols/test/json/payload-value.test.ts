import { StatusCode, type JsonTagDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { bad, decodeJson, decoderOf, good, us } from '../support/decode-json.ts';

const paths = (...list: string[]): Partial<JsonTagDefinition>[] => list.map((path) => ({ path }));
const DECODING = StatusCode.badDecodingError;

describe('values', () => {
  test.each([
    { json: '{"value": 1.5}', value: 1.5 },
    { json: '{"value": -0}', value: 0 },
    { json: '{"value": 1e300}', value: 1e300 },
    { json: '{"value": 1.7976931348623157e308}', value: Number.MAX_VALUE },
    { json: '{"value": true}', value: 1 },
    { json: '{"value": false}', value: 0 },
    { json: '{"value": 1, "value": 2}', value: 2 },
    { json: '\ufeff{"value": 3}', value: 3 },
    { json: '{"value": "23.5"}', value: 23.5 },
    { json: '{"value": " 7 "}', value: 7 },
    { json: '{"value": "-1.5e3"}', value: -1500 },
    { json: '{"value": "+.5"}', value: 0.5 },
    { json: '{"value": "123456789"}', value: 123_456_789 },
  ])('$json gives $value', ({ json, value }) => {
    expect(decodeJson(json)).toEqual({ samples: [good(value)], texts: [], reasons: [] });
  });

  test('are scaled, then shifted', () => {
    const tags = [{ scale: 2, offset: 10 }];
    expect(decodeJson('{"value": 5}', { tags }).samples).toEqual([good(20)]);
  });

  test('that are absent give no sample', () => {
    const tags = paths('missing', 'list.5', 'list.length', 'list.x', 'list[0]', 'list[id=x].y');
    expect(decodeJson('{"value": 1, "list": []}', { tags })).toEqual({
      samples: [],
      texts: [],
      reasons: [],
    });
  });

  test('that are absent are Bad, no data, where the tag or its topic says so', () => {
    const decode = decoderOf({
      timestampPath: 't',
      absent: 'bad',
      tags: [
        ...paths('PAC.Value', 'S'),
        { path: 'kept', absent: 'keep' },
        { path: 'text', dataType: 'text' },
      ],
    });
    const at = us('2026-11-29T10:00:00Z');
    expect(
      decode('{"t": "2026-11-29T10:00:00Z", "PAC": {"Value": 33}, "S": 7, "text": "on"}'),
    ).toEqual({
      samples: [good(33, 0, at), good(7, 1, at)],
      texts: [{ tag: 3, timeUs: at, value: 'on', status: 0 }],
      reasons: [],
    });
    expect(decode('{"t": "2026-11-29T10:01:00Z", "S": 3}')).toEqual({
      samples: [bad(StatusCode.badNoData, 0, at + 60e6), good(3, 1, at + 60e6)],
      texts: [{ tag: 3, timeUs: at + 60e6, value: null, status: StatusCode.badNoData }],
      reasons: [],
    });
  });

  test('of null, or within null, give a Bad sample without a value', () => {
    const tags = paths('value', 'group.value');
    expect(decodeJson('{"value": null, "group": null}', { tags }).samples).toEqual([
      bad(StatusCode.bad),
      bad(StatusCode.bad, 1),
    ]);
  });

  test('of a digital tag are looked up among its states', () => {
    const tags = [{ dataType: 'digital' as const, states: ['off', 'ON', 'fault'] }];
    expect(decodeJson('{"value": "ON"}', { tags }).samples).toEqual([good(1)]);
    expect(decodeJson('{"value": " fault "}', { tags }).samples).toEqual([good(2)]);
    expect(decodeJson('{"value": 1}', { tags }).samples).toEqual([good(1)]);
    expect(decodeJson('{"value": "broken"}', { tags })).toEqual({
      samples: [bad(DECODING)],
      texts: [],
      reasons: ['machine/1: expected a number at value, got "broken"'],
    });
  });

  test('that are truth values are states by label where states are called true and false', () => {
    const tags = [{ dataType: 'digital' as const, states: ['true', 'false'] }];
    expect(decodeJson('{"value": true}', { tags }).samples).toEqual([good(0)]);
    expect(decodeJson('{"value": false}', { tags }).samples).toEqual([good(1)]);
  });

  test.each([
    '"7,5"',
    '""',
    '"12 V"',
    '"0x10"',
    '"1 2"',
    '"ERROR"',
    '{}',
    '{"raw": 1}',
    '[]',
    '[1, 2]',
  ])('of %s are Bad at the time of the payload and told, and the others are kept', (json) => {
    const tags = paths('bad', 'value');
    const payload = `{"bad": ${json}, "value": 4, "t": "2026-11-29T10:00:00Z"}`;
    const { samples, reasons } = decodeJson(payload, { tags, timestampPath: 't' });
    const at = us('2026-11-29T10:00:00Z');
    expect(samples).toEqual([bad(DECODING, 0, at), good(4, 1, at)]);
    expect(reasons).toEqual([expect.stringContaining('machine/1: expected a number at bad, got ')]);
  });

  test('whose object is a value itself are Bad, and told', () => {
    const tags = paths('S1.T', 'S2.T', 'value');
    expect(decodeJson('{"S1": "offline", "S2": 5, "value": 1}', { tags })).toEqual({
      samples: [bad(DECODING), bad(DECODING, 1), good(1, 2)],
      texts: [],
      reasons: ['S1.T', 'S2.T'].map(
        (path) =>
          `machine/1: expected a number at ${path}, got a value that has no parts on the way to it`,
      ),
    });
  });

  test('too long to be shown are shown in part', () => {
    const { reasons } = decodeJson(JSON.stringify({ value: 'x'.repeat(10_000) }));
    expect(reasons[0]!.length).toBeLessThan(150);
    expect(reasons[0]).toMatch(/…$/);
  });

  test('that are deep are refused without harm', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(decodeJson(`{"value": ${deep}}`)).toEqual({
      samples: [bad(DECODING)],
      texts: [],
      reasons: [expect.stringMatching(/expected a number at value, got \[{60}…$/)],
    });
    expect(decodeJson(`{"deep": ${deep}, "value": 18446744073709551615}`).samples).toEqual([
      { ...good(2 ** 64), status: StatusCode.uncertainDataSubNormal },
    ]);
  });
});
