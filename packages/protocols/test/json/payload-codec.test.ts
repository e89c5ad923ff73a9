import { OUR_TIME_BIT, StatusCode, type JsonTagDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { bad, decodeJson, decoderOf, good, RECEIVED, us } from '../support/decode-json.ts';
import { bytes } from '../support/samples.ts';

const paths = (...list: string[]): Partial<JsonTagDefinition>[] => list.map((path) => ({ path }));
const SENSOR = StatusCode.badSensorFailure;
const DECODING = StatusCode.badDecodingError;

describe('a payload that is the value itself', () => {
  const digital = { dataType: 'digital' as const, states: ['off', 'on'] };

  test.each([
    { payload: '2895', value: 2895 },
    { payload: '-1.17\n', value: -1.17 },
    { payload: 'true', value: 1 },
    { payload: '"23"', value: 23 },
    { payload: '007', value: 7 },
    { payload: ' 7.5\0\0', value: 7.5 },
  ])('$payload gives $value, at $ and at nothing', ({ payload, value }) => {
    for (const path of ['$', '']) {
      expect(decodeJson(payload, { tags: [{ path }] }).samples).toEqual([good(value)]);
    }
  });

  test('is a state, or a text', () => {
    expect(decodeJson('on', { tags: [{ path: '$', ...digital }] }).samples).toEqual([good(1)]);
    const text = [{ path: '$', dataType: 'text' as const }];
    for (const payload of ['Offline', '"Offline"', 'Offline\0\n']) {
      expect(decodeJson(payload, { tags: text }).texts).toMatchObject([
        { value: 'Offline', status: 0 },
      ]);
    }
  });

  test.each(['ERROR', '', '23,5', '{"a": 1}', '{"a": ', '[1]'])(
    '%j is Bad where a number is expected',
    (payload) => {
      const { samples, reasons } = decodeJson(payload, { tags: [{ path: '$' }] });
      expect(samples).toEqual([bad(DECODING)]);
      expect(reasons).toHaveLength(1);
    },
  );

  test.each(['nan', '-inf', '1e999'])('%s is a failure of the sensor', (payload) => {
    expect(decodeJson(payload, { tags: [{ path: '$' }] }).samples).toEqual([bad(SENSOR)]);
  });

  test('is null', () => {
    expect(decodeJson('null', { tags: [{ path: '$' }] }).samples).toEqual([bad(StatusCode.bad)]);
  });
});

describe('bytes around and in a payload', () => {
  test.each(['\0', '\0\0\0', '\n', '\r\n\0', ' \t', '\ufeff', '\0\ufeff\n'])(
    '%j at its end do no harm',
    (end) => {
      const tags = paths('a', 'b');
      expect(decodeJson(`{"a": 1, "b": 2}${end}`, { tags })).toEqual({
        samples: [good(1), good(2, 1)],
        texts: [],
        reasons: [],
      });
    },
  );

  test('that are not UTF-8 do no harm in a field that nobody reads', () => {
    const payload = bytes('7b2261223a312c226e223a224bfc68656e222c2262223a327d');
    expect(decodeJson(payload, { tags: paths('a', 'b') })).toEqual({
      samples: [good(1), good(2, 1)],
      texts: [],
      reasons: [],
    });
  });

  test('that are not UTF-8 make the text that they are in Uncertain, and no other', () => {
    const payload = bytes('7b2261223a312c226e223a224bfc68656e222c2262223a224f4b227d');
    const dataType = 'text' as const;
    const tags = [
      { path: 'n', dataType },
      { path: 'b', dataType },
    ];
    expect(decodeJson(payload, { tags }).texts).toEqual([
      { tag: 0, timeUs: RECEIVED, value: 'K\ufffdhen', status: StatusCode.uncertain },
      { tag: 1, timeUs: RECEIVED, value: 'OK', status: 0 },
    ]);
  });

  test('that control a terminal do no harm in a text', () => {
    const tags = [{ dataType: 'text' as const }, { path: 'b' }];
    const { samples, texts } = decodeJson('{"value": "two\nlines\t", "b": 2}', { tags });
    expect(texts).toMatchObject([{ value: 'two\nlines\t', status: 0 }]);
    expect(samples).toEqual([good(2, 1)]);
  });
});

describe('a payload that is no JSON object', () => {
  test.each([
    '',
    ' ',
    '{',
    '{"value": 1',
    '{"value": 1}}',
    '{value: 1}',
    'NaN',
    "{'value': 1}",
    '\0',
    '{"value":1}\0{',
    '{"value":1,}',
  ])('is refused with its topic: %j', (payload) => {
    expect(() => decodeJson(payload)).toThrow(
      expect.objectContaining({
        name: 'ProtocolError',
        code: 'JSON_MALFORMED',
        status: DECODING,
        message: expect.stringMatching(
          /^machine\/1: (not JSON|expected a JSON object, got)/,
        ) as string,
      }),
    );
  });

  test.each(['null', '1', '"text"', 'true', '[]', '[{"value": 1}]'])(
    'is refused: %s',
    (payload) => {
      expect(() => decodeJson(payload)).toThrow(
        expect.objectContaining({
          code: 'JSON_MALFORMED',
          message: expect.stringContaining('machine/1: expected a JSON object, got') as string,
        }),
      );
    },
  );

  test('is read where paths lead into a list', () => {
    const payload = '[{"id": "a", "v": 1}, {"id": "b", "v": 2}]';
    const tags = paths('[id=b].v', '[0].v', '1.v');
    expect(decodeJson(payload, { tags }).samples).toEqual([good(2), good(1, 1), good(2, 2)]);
    expect(() => decodeJson('"ERROR"', { tags })).toThrow(
      /expected a JSON object or list, got "ERROR"/,
    );
  });

  test('is refused: the bytes of another format', () => {
    const sparkplug = bytes('08b0b4e9dbae3212120a0161200758ffffffff0f');
    expect(() => decodeJson(sparkplug)).toThrow(
      expect.objectContaining({ code: 'JSON_MALFORMED' }),
    );
  });

  test('is refused: any payload cut short', () => {
    const whole = new TextEncoder().encode('{"value": 1, "other": ["é", {"x": null}]}');
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeJson(whole.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'JSON_MALFORMED' }),
      );
    }
  });

  test('that is deep or large is read or refused in good time, and nothing else happens', () => {
    const malformed = expect.objectContaining({ code: 'JSON_MALFORMED' }) as Error;
    expect(() => decodeJson('['.repeat(200_000))).toThrow(malformed);
    for (const part of [
      '\\"',
      '"',
      ' ',
      '\0',
      '0',
      '[',
      '-',
      'n',
      'nan',
      'nan(',
      '1.#',
      '\u0001',
    ]) {
      expect(() => decodeJson(`{"value": "${part.repeat(300_000)}`)).toThrow(malformed);
      expect(() => decodeJson(`{"value": ${part.repeat(300_000)}`)).toThrow(malformed);
    }
    const padding = JSON.stringify('x'.repeat(2_000_000));
    expect(decodeJson(`{"padding": ${padding}, "value": 6}`).samples).toEqual([good(6)]);
  });
});

describe('what somebody kept on the way', () => {
  const status = StatusCode.uncertainInitialValue;
  const decode = decoderOf({
    timestampPath: 't',
    tags: [{}, { path: 'text', dataType: 'text' }],
  });

  test('is of that status, and in our time, where the payload has no time', () => {
    const { samples, texts } = decode('{"value": 1, "text": "on"}', { status });
    const kept = status | OUR_TIME_BIT;
    expect(samples).toEqual([{ ...good(1), status: kept }]);
    expect(texts).toEqual([{ tag: 1, timeUs: RECEIVED, value: 'on', status: kept }]);
  });

  test('is Good where the payload has its own time', () => {
    const { samples } = decode('{"value": 1, "t": "2026-11-29T10:00:00Z"}', { status });
    expect(samples).toEqual([good(1, 0, us('2026-11-29T10:00:00Z'))]);
  });

  test('is in our time where its own cannot be used, and Bad where the value is', () => {
    const { samples } = decode('{"value": 1, "t": 0}', { status });
    expect(samples).toEqual([{ ...good(1), status: StatusCode.uncertain | OUR_TIME_BIT }]);
    expect(decode('{"value": nan}', { status }).samples).toEqual([bad(SENSOR | OUR_TIME_BIT)]);
    expect(decode('{"value": nan, "t": 0}').samples).toEqual([bad(SENSOR | OUR_TIME_BIT)]);
  });
});
