import { StatusCode, type JsonTagDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { bad, decodeJson, decoderOf, good, RECEIVED, us } from '../support/decode-json.ts';

const paths = (...list: string[]): Partial<JsonTagDefinition>[] => list.map((path) => ({ path }));
const SENSOR = StatusCode.badSensorFailure;

describe('numbers that are not finite', () => {
  const timestampPath = 'Time';
  const tags = paths('S0.T', 'S2.T', 'S2.H', 'S4.T');
  const at = us('2018-10-31T11:57:31Z');

  test.each([
    'nan',
    'NaN',
    'NAN',
    '-nan',
    'nan(ind)',
    '-nan(0x8000)',
    'inf',
    '-inf',
    '+inf',
    'Infinity',
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
  ])('%s is a failure of the sensor at the time of the payload, told once', (token) => {
    const payload = `{"Time":"2018-10-31T11:57:31Z","note":"T:nan, \\"inf","S0":{"T":17.1},"S2":{"T":${token},"H":${token}},"S4":{"T":10.0}}`;
    expect(decodeJson(payload, { timestampPath, tags })).toEqual({
      samples: [good(17.1, 0, at), bad(SENSOR, 1, at), bad(SENSOR, 2, at), good(10, 3, at)],
      texts: [],
      reasons: ['machine/1: expected a finite number at S2.T and 1 more'],
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
