import { OUR_TIME_BIT, ProtocolError, StatusCode } from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bad,
  decodeJson,
  decoderOf,
  good,
  RECEIVED,
  us,
  type Decoded,
} from '../support/decode-json.ts';

const EVERYTHING = decoderOf({
  timestampPath: 't',
  timeZone: 'Europe/Berlin',
  tags: [
    { path: 'a' },
    { path: 'b.c', scale: 1e300 },
    { path: 'list[0]', timestampPath: 'u' },
    { path: 'list[id=x].v', qualityPath: 'q', errorPath: 'e', absent: 'bad' },
    { path: 'text', dataType: 'text' },
    { path: 'state', dataType: 'digital', states: ['off', 'on'] },
  ],
});
const WHOLE = decoderOf({ tags: [{ path: '$' }, { path: '$', dataType: 'text' }] });

const VALID = new TextEncoder().encode(
  '{"t":"2026-11-29T10:00:00","a":1.5,"b":{"c":-2e3},"list":[7,{"id":"x","v":9007199254740993}],"q":192,"e":0,"u":1796000000000,"text":"on","state":"on"}',
);

const NOTHING: Decoded = { samples: [], texts: [], reasons: [] };

/** Decodes, and gives nothing for what is refused as it should be. */
function decodeOrRefuse(decode: (payload: Uint8Array) => Decoded, payload: Uint8Array): Decoded {
  try {
    return decode(payload);
  } catch (error) {
    if (error instanceof ProtocolError) return NOTHING;
    throw error;
  }
}

const TOKENS = [
  'nan',
  '-inf',
  '1e999',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  'true',
  '0',
  '-',
  '.',
  'e',
  '\0',
];
const anyToken = fc.constantFrom(...TOKENS).map((token) => new TextEncoder().encode(token));

/** A payload in which some bytes were replaced, by bytes or by what means something in JSON. */
const brokenPayload = fc
  .array(
    fc.tuple(
      fc.nat({ max: VALID.length - 1 }),
      fc.oneof(fc.uint8Array({ maxLength: 3 }), anyToken),
      fc.nat(4),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((cuts) =>
    cuts.reduce<Uint8Array>(
      (payload, [at, bytes, length]) =>
        Uint8Array.from([...payload.subarray(0, at), ...bytes, ...payload.subarray(at + length)]),
      VALID,
    ),
  );

const anyPayload = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => new TextEncoder().encode(text)),
  fc.json().map((json) => new TextEncoder().encode(json)),
  fc
    .record(
      {
        t: fc.jsonValue(),
        a: fc.jsonValue(),
        b: fc.jsonValue(),
        list: fc.jsonValue(),
        q: fc.jsonValue(),
        text: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((value) => new TextEncoder().encode(JSON.stringify(value))),
  brokenPayload,
);

test('whatever bytes come, a payload is samples or a ProtocolError, and nothing without a finite value is Good', () => {
  fc.assert(
    fc.property(anyPayload, (payload) => {
      for (const decode of [EVERYTHING, WHOLE]) {
        const decoded = decodeOrRefuse(decode, payload);
        for (const { value, status, time } of decoded.samples) {
          expect(Number.isFinite(value)).toBe(status >= 0);
          expect(Number.isSafeInteger(time)).toBe(true);
          expect((status & OUR_TIME_BIT) === 0 || time === RECEIVED).toBe(true);
        }
        for (const { value, status } of decoded.texts) {
          expect(value === null).toBe(status < 0);
          expect(value ?? '').not.toMatch(/\0/);
          expect((value ?? '').isWellFormed()).toBe(true);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});

describe('what is wrong in a payload', () => {
  const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);
  const wrong = fc.constantFrom(
    'nan',
    '-inf',
    'Infinity',
    '1e999',
    'null',
    '"?"',
    '{}',
    '[1]',
    '"7,5"',
    '"NaN"',
    '{"x":nan}',
  );

  test('leaves its neighbours as they are', () => {
    fc.assert(
      fc.property(
        fc.array(anyNumber, { minLength: 1, maxLength: 8 }),
        fc.nat(7),
        wrong,
        (numbers, chosen, json) => {
          const place = chosen % numbers.length;
          const tags = numbers.map((_, index) => ({ path: `k${index}` }));
          const members = numbers.map(
            (number, index) => `"k${index}":${index === place ? json : String(number)}`,
          );
          const { samples } = decodeJson(`{"t":"2026-11-29T10:00:00.5Z",${members.join(',')}}`, {
            timestampPath: 't',
            tags,
          });
          const time = us('2026-11-29T10:00:00Z') + 500_000;
          const found = samples[place]!;
          expect(found.status).toBeLessThan(0);
          expect(samples).toEqual(
            numbers.map((number, tag) =>
              tag === place ? bad(found.status, tag, time) : good(number, tag, time),
            ),
          );
        },
      ),
    );
  });
});

describe('numbers', () => {
  const decimal = fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.oneof(fc.constant('0'), fc.stringMatching(/^[1-9]\d{0,14}$/)),
      fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{1,20}$/)),
      fc.oneof(fc.constant(''), fc.stringMatching(/^[eE][+-]?\d{1,3}$/)),
    )
    .map((parts) => parts.join(''));

  test('are read as JSON.parse reads them, in texts too and after a payload was mended', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        const number = (JSON.parse(text) as number) + 0;
        const sample = Number.isFinite(number) ? good(number) : bad(StatusCode.badSensorFailure);
        for (const json of [
          `{"value":${text}}`,
          `{"value":"${text}"}`,
          `{"value": ${text},"x":nan}\0`,
        ]) {
          expect(decodeJson(json).samples).toEqual([sample]);
        }
        expect(decodeJson(text, { tags: [{ path: '$' }] }).samples).toEqual([sample]);
      }),
    );
  });

  test('that are whole are Good exactly where they are the float or what it is shown as', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 69n), max: 2n ** 69n }), (whole) => {
        const number = Number(whole);
        const isKept = whole === BigInt(number) || whole === BigInt(String(number));
        const status = isKept ? StatusCode.good : StatusCode.uncertainDataSubNormal;
        for (const json of [`{"value":${whole}}`, `{"value":"${whole}"}`]) {
          expect(decodeJson(json).samples).toEqual([{ ...good(number), status }]);
        }
      }),
    );
  });
});
