import { OUR_TIME_BIT, StatusCode, type JsonTagDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { bad, decodeJson, decoderOf, good, RECEIVED, us } from '../support/decode-json.ts';
import { bytes } from '../support/samples.ts';

const paths = (...list: string[]): Partial<JsonTagDefinition>[] => list.map((path) => ({ path }));
const SENSOR = StatusCode.badSensorFailure;
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
    expect(reasons[0]).toMatch(/…"$/);
  });

  test('that are deep are refused without harm', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(decodeJson(`{"value": ${deep}}`).samples).toEqual([bad(DECODING)]);
    expect(decodeJson(`{"deep": ${deep}, "value": 18446744073709551615}`).samples).toEqual([
      { ...good(2 ** 64), status: StatusCode.uncertainDataSubNormal },
    ]);
  });
});

describe('numbers that are not finite', () => {
  const timestampPath = 'Time';
  const tags = paths('S0.T', 'S2.T', 'S2.H', 'S4.T');
  const at = us('2018-10-31T11:57:31Z');

  test.each([
    ...['nan', 'NaN', 'NAN', '-nan', 'nan(ind)', '-nan(0x8000)', 'inf', '-inf', '+inf', 'Infinity'],
    ...[
      '-Infinity',
      'INF',
      '1.#INF',
      '-1.#IND',
      '1.#QNAN',
      '1.#INF00',
      '1e999',
      '-1e999',
      '"NaN"',
      '"-inf"',
    ],
  ])('%s is a failure of the sensor at the time of the payload, told once', (token) => {
    const payload = `{"Time":"2018-10-31T11:57:31Z","note":"T:nan, \\"inf","S0":{"T":17.1},"S2":{"T":${token},"H":${token}},"S4":{"T":10.0}}`;
    expect(decodeJson(payload, { timestampPath, tags })).toEqual({
      samples: [good(17.1, 0, at), bad(SENSOR, 1, at), bad(SENSOR, 2, at), good(10, 3, at)],
      texts: [],
      reasons: ['machine/1: expected a finite number at S2.T and 1 more places'],
    });
  });

  test('are kept as they are in texts and keys', () => {
    const topic = { tags: [{ dataType: 'text' as const }, { path: 'nan.x' }, { path: 'bad' }] };
    const { samples, texts } = decodeJson(
      '{"value": "nan: inf, NaN", "nan": {"x": 4}, "bad": nan}',
      topic,
    );
    expect(texts[0]).toMatchObject({ value: 'nan: inf, NaN', status: 0 });
    expect(samples).toEqual([good(4, 1), bad(SENSOR, 2)]);
  });

  test('that nobody reads are not told', () => {
    expect(decodeJson('{"other": nan, "value": 1}')).toEqual({
      samples: [good(1)],
      texts: [],
      reasons: [],
    });
  });

  test('have no place in a text tag', () => {
    const { texts } = decodeJson('{"value": nan}', { tags: [{ dataType: 'text' }] });
    expect(texts).toEqual([{ tag: 0, timeUs: RECEIVED, value: null, status: SENSOR }]);
  });

  test('by scaling are out of range, and told', () => {
    expect(decodeJson('{"value": 1e10}', { tags: [{ scale: 1e308 }] })).toEqual({
      samples: [bad(StatusCode.badOutOfRange)],
      texts: [],
      reasons: ['machine/1: expected a number that can be scaled at value, got 10000000000'],
    });
  });

  test.each(['nano', '-', '1.#', 'infinit', 'NaN1', 'xinf', 'nan.5'])(
    'are not meant by %s',
    (token) => {
      expect(() => decodeJson(`{"value": ${token}}`)).toThrow(
        expect.objectContaining({ code: 'JSON_MALFORMED' }),
      );
    },
  );
});

describe('raw numbers that mean that there is no value', () => {
  const source = { nulls: [-999.25, 999_999] };
  const decode = decoderOf({ tags: [{ scale: 0.1, offset: 5, nulls: [-9999] }] }, source);

  test.each(['-999.25', '"-999.25"', ' -999.250', '999999', '-9999', '-9.999e3'])(
    '%s is without a value, before scale and offset',
    (raw) =>
      expect(decode(`{"value": ${raw}}`)).toEqual({
        samples: [bad(SENSOR)],
        texts: [],
        reasons: [],
      }),
  );

  test.each([-999.2, -0.0733, -94.925, 150])('%d is a value', (raw) => {
    expect(decode(`{"value": ${raw}}`).samples).toEqual([good(raw * 0.1 + 5)]);
  });
});

describe('whole numbers beyond 2^53', () => {
  const status = StatusCode.uncertainDataSubNormal;

  test.each([
    { json: '18446744073709551615', value: 2 ** 64 },
    { json: '9007199254740993', value: 2 ** 53 },
    { json: '-9007199254740993', value: -(2 ** 53) },
    { json: '"18446744073709551615"', value: 2 ** 64 },
    { json: '" +18446744073709551615 "', value: 2 ** 64 },
  ])('written $json are Uncertain: digits were lost', ({ json, value }) => {
    const tags = [{ dataType: 'counter' as const }];
    expect(decodeJson(`{"value": ${json}}`, { tags }).samples).toEqual([
      { ...good(value), status },
    ]);
  });

  test.each([
    '9007199254740991',
    '9007199254740992',
    '18446744073709551616',
    '1e300',
    '1.8446744073709551615e19',
    '"100000000000000000000000"',
  ])('written %s are Good: none was', (json) => {
    const value = Number(json.replaceAll('"', ''));
    expect(decodeJson(`{"value": ${json}}`).samples).toEqual([good(value)]);
  });

  test('are found in lists and beside what is not finite', () => {
    const tags = paths('v[id=17].x', 'v[1].x');
    const payload = '{"v": [{"id": 17, "x": 9007199254740993}, {"x": 9007199254740995}], "n": nan}';
    const { samples } = decodeJson(payload, { tags });
    expect(samples.map((sample) => sample.status)).toEqual([status, status]);
  });
});

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

describe('a text tag', () => {
  const decodeText = (payload: string) =>
    decodeJson(payload, { tags: [{ dataType: 'text' }, { path: 'number' }] });
  const text = (value: string | null, status: number = StatusCode.good) => ({
    tag: 0,
    timeUs: RECEIVED,
    value,
    status,
  });

  test.each([
    { json: '{"value": "Ketchup"}', value: 'Ketchup' },
    { json: '{"value": ""}', value: '' },
    { json: '{"value": "\\u00d6l \\ud83d\\ude80"}', value: 'Öl 🚀' },
    { json: '{"value": "\ufffd"}', value: '\ufffd' },
    { json: '{"value": 4711}', value: '4711' },
    { json: '{"value": 12345678901234567890}', value: '12345678901234567890' },
    { json: '{"value": true}', value: 'true' },
  ])('takes $json as it is', ({ json, value }) => {
    expect(decodeText(json)).toEqual({ samples: [], reasons: [], texts: [text(value)] });
  });

  test('has a Bad sample without a value for null, and none where the key is absent', () => {
    expect(decodeText('{"value": null}').texts).toEqual([text(null, StatusCode.bad)]);
    expect(decodeText('{}').texts).toEqual([]);
  });

  test('is Uncertain where the text holds what a database cannot', () => {
    expect(decodeText('{"value": "a\\u0000b"}').texts).toEqual([
      text('a\ufffdb', StatusCode.uncertain),
    ]);
    expect(decodeText('{"value": "a\\ud83d"}').texts).toEqual([
      text('a\ufffd', StatusCode.uncertain),
    ]);
  });

  test('is Bad for an object, and leaves the numbers beside it alone', () => {
    expect(decodeText('{"value": {"a": 1}, "number": 2}')).toEqual({
      samples: [good(2, 1)],
      reasons: ['machine/1: expected a text at value, got an object'],
      texts: [text(null, DECODING)],
    });
  });
});

describe('what somebody kept on the way', () => {
  const status = StatusCode.uncertainInitialValue;
  const decode = decoderOf({
    timestampPath: 't',
    tags: [{}, { path: 'text', dataType: 'text' }],
  });

  test('is of that status where the payload has no time', () => {
    const { samples, texts } = decode('{"value": 1, "text": "on"}', { status });
    expect(samples).toEqual([{ ...good(1), status }]);
    expect(texts).toEqual([{ tag: 1, timeUs: RECEIVED, value: 'on', status }]);
  });

  test('is Good where the payload has its own time', () => {
    const { samples } = decode('{"value": 1, "t": "2026-11-29T10:00:00Z"}', { status });
    expect(samples).toEqual([good(1, 0, us('2026-11-29T10:00:00Z'))]);
  });

  test('is in our time where its own cannot be used, and Bad where the value is', () => {
    const { samples } = decode('{"value": 1, "t": 0}', { status });
    expect(samples).toEqual([{ ...good(1), status: StatusCode.uncertain | OUR_TIME_BIT }]);
    expect(decode('{"value": nan}', { status }).samples).toEqual([bad(SENSOR)]);
    expect(decode('{"value": nan, "t": 0}').samples).toEqual([bad(SENSOR | OUR_TIME_BIT)]);
  });
});
