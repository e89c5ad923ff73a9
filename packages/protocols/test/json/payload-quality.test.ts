import { StatusCode, type QualityKind } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { bad, decodeJson, decoderOf, good, us } from '../support/decode-json.ts';

const { bad: BAD, uncertain: UNCERTAIN } = StatusCode;

const statusOf = (quality: string, qualityKind?: QualityKind): number | undefined => {
  const tag = { qualityPath: 'q', ...(qualityKind === undefined ? {} : { qualityKind }) };
  return decodeJson(`{"value": 7, "q": ${quality}}`, { tags: [tag] }).samples[0]?.status;
};

describe('a quality beside a value', () => {
  test.each([
    ...[
      'true',
      '192',
      '"192"',
      '216',
      '195',
      '"GOOD"',
      '"Good, local override"',
      '"good"',
      '"OK"',
      '" true "',
    ].map((quality) => ({ quality, status: 0 })),
    ...['64', '"UNCERTAIN"', '"Uncertain_LastUsableValue"', 'null', '""', '1073741824'].map(
      (quality) => ({
        quality,
        status: UNCERTAIN,
      }),
    ),
    ...[
      'false',
      '0',
      '"0"',
      '1',
      '128',
      '"BAD"',
      '"Bad_NoCommunication"',
      '"false"',
      '2147483648',
      '-2147483648',
    ].map((quality) => ({ quality, status: BAD })),
    { quality: '8', status: StatusCode.badNotConnected },
    { quality: '24', status: StatusCode.badNoCommunication },
    { quality: '88', status: StatusCode.uncertainDataSubNormal },
    { quality: '2150694912', status: StatusCode.badNoCommunication },
    { quality: '"0x80310000"', status: StatusCode.badNoCommunication },
  ])('of $quality gives its status', ({ quality, status }) => {
    expect(statusOf(quality)).toBe(status);
  });

  test.each([
    { quality: '1', qualityKind: 'flag' as const, status: 0 },
    { quality: '0', qualityKind: 'flag' as const, status: BAD },
    { quality: '2', qualityKind: 'flag' as const, status: UNCERTAIN },
    { quality: '0', qualityKind: 'status-code' as const, status: 0 },
    { quality: 'null', qualityKind: 'status-code' as const, status: 0 },
    { quality: '3145728', qualityKind: 'status-code' as const, status: 0x0030_0000 },
    { quality: '2147483648', qualityKind: 'status-code' as const, status: BAD },
  ])('of $quality as $qualityKind gives its status', ({ quality, qualityKind, status }) => {
    expect(statusOf(quality, qualityKind)).toBe(status);
  });

  test.each(['"?"', '{}', '[]', '1.5', '100000', '1e12', 'nan'])(
    'of %s is not Good, and told',
    (quality) => {
      const { samples, reasons } = decodeJson(`{"value": 7, "q": ${quality}}`, {
        tags: [{ qualityPath: 'q' }],
      });
      expect(samples).toEqual([{ ...good(7), status: UNCERTAIN }]);
      expect(reasons).toEqual([
        expect.stringMatching(/^machine\/1: expected a quality \(opc\) at q, got /),
      ]);
    },
  );

  test('that is absent leaves the value Uncertain', () => {
    const { samples } = decodeJson('{"value": 7}', { tags: [{ qualityPath: 'q' }] });
    expect(samples).toEqual([{ ...good(7), status: UNCERTAIN }]);
  });

  test('of a topic is that of all its tags without their own, texts too', () => {
    const tags = [{}, { path: 'b', qualityPath: 'q.b' }, { path: 'c', dataType: 'text' as const }];
    const { samples, texts } = decodeJson(
      '{"value": 1, "b": 2, "c": "on", "quality": 0, "q": {"b": 192}}',
      {
        qualityPath: 'quality',
        tags,
      },
    );
    expect(samples).toEqual([bad(BAD), good(2, 1)]);
    expect(texts).toMatchObject([{ value: null, status: BAD }]);
  });

  test('that is Bad makes Bad what the payload leaves out', () => {
    expect(decodeJson('{"q": 0}', { tags: [{ qualityPath: 'q' }] }).samples).toEqual([bad(BAD)]);
    expect(decodeJson('{"q": 192}', { tags: [{ qualityPath: 'q' }] }).samples).toEqual([]);
  });

  test('is found with value and time in a list by its id, wherever it stands there', () => {
    const tags = ['Tag1', 'Tag2', 'Tag3'].map((id) => {
      const element = `values[id=Channel1.Device1.${id}]`;
      return { path: `${element}.v`, timestampPath: `${element}.t`, qualityPath: `${element}.q` };
    });
    const decode = decoderOf({ timestampPath: 'timestamp', tags });
    const one = '{"id":"Channel1.Device1.Tag1","v":1121,"q":true,"t":1593698671342}';
    const two = '{"id":"Channel1.Device1.Tag2","v":0,"q":false,"t":1593698671100}';
    const second = us('2020-07-02T14:04:31Z');
    for (const values of [`${one},${two}`, `${two},${one}`]) {
      const { samples, reasons } = decode(`{"timestamp":1593698672213,"values":[${values}]}`);
      expect(samples).toEqual([good(1121, 0, second + 342_000), bad(BAD, 1, second + 100_000)]);
      expect(reasons).toEqual([]);
    }
  });
});

describe('an error beside a value', () => {
  const decode = decoderOf({
    timestampPath: 'timestamp',
    tags: [
      { path: 'values.Voltage', errorPath: 'errors.Voltage' },
      { path: 'values.Current', errorPath: 'errors.Current' },
    ],
  });

  test('makes the value Bad at the time of the payload, there or not, and no other', () => {
    const time = us('2024-02-19T14:01:18Z') + 16_000;
    const payload =
      '{"node":"n","group":"g","timestamp":1708351277016,"timestamp":1708351278016,"values":{"Voltage":25.2},"errors":{"Current":3002}}';
    expect(decode(payload)).toEqual({
      samples: [good(25.2, 0, time), bad(StatusCode.badDeviceFailure, 1, time)],
      texts: [],
      reasons: [],
    });
  });

  test.each(['3002', '-1', 'true', '"timeout"', '{"code": 1}', '[7]'])('is one: %s', (error) => {
    const { samples } = decode(`{"values": {"Current": 1}, "errors": {"Current": ${error}}}`);
    expect(samples).toEqual([bad(StatusCode.badDeviceFailure, 1)]);
  });

  test.each(['null', '0', '""', '"0"', 'false', '"OK"', '"ok"', '[]', '{}'])(
    'is none: %s',
    (error) => {
      const { samples } = decode(`{"values": {"Current": 1}, "errors": {"Current": ${error}}}`);
      expect(samples).toEqual([good(1, 1)]);
    },
  );

  test('is none where the payload has none', () => {
    expect(decode('{"values": {"Current": 1}}').samples).toEqual([good(1, 1)]);
  });
});
