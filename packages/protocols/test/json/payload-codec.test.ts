import {
  createSampleBatch,
  decodeJsonPayload,
  planJsonTopic,
  StatusCode,
  type JsonTagDefinition,
  type TextSample,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { samplesOf } from '../support/samples.ts';

const RECEIVED = 1_790_000_000_000_000;

interface Topic {
  readonly timestampPath?: string;
  readonly tags?: readonly Partial<JsonTagDefinition>[];
}

function decodeAll(payload: string | Uint8Array, { timestampPath, tags = [{}] }: Topic = {}) {
  const named = tags.map((tag, index) => ({ name: `tag-${index}`, path: 'value', ...tag }));
  const topic = { topic: 'machine/1', tags: named };
  const plan = planJsonTopic(timestampPath === undefined ? topic : { ...topic, timestampPath }, 0);
  const batch = createSampleBatch(0);
  const reasons: string[] = [];
  const texts: TextSample[] = [];
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  decodeJsonPayload(
    plan,
    bytes,
    RECEIVED,
    batch,
    (reason) => reasons.push(reason),
    (sample) => texts.push(sample),
  );
  return { samples: samplesOf(batch), reasons, texts };
}

function decode(payload: string | Uint8Array, topic: Topic = {}) {
  const { samples, reasons } = decodeAll(payload, topic);
  return { samples, reasons };
}

const good = (value: number, tag = 0, time = RECEIVED) => ({
  tag,
  time,
  value,
  status: StatusCode.good,
});

describe('values', () => {
  test.each([
    { json: '{"value": 1.5}', value: 1.5 },
    { json: '{"value": -0}', value: 0 },
    { json: '{"value": 1e300}', value: 1e300 },
    { json: '{"value": true}', value: 1 },
    { json: '{"value": false}', value: 0 },
    { json: '{"value": 1, "value": 2}', value: 2 },
    { json: '\ufeff{"value": 3}', value: 3 },
  ])('$json gives $value', ({ json, value }) => {
    expect(decode(json)).toEqual({ samples: [good(value)], reasons: [] });
  });

  test('are scaled, then shifted', () => {
    const tags = [{ scale: 2, offset: 10 }];
    expect(decode('{"value": 5}', { tags }).samples).toEqual([good(20)]);
  });

  test('are found by paths, into lists too', () => {
    const tags = ['a.b.c', 'a.list.1', 'a.list.1.x', 'd'].map((path) => ({ path }));
    const { samples, reasons } = decode('{"a": {"b": {"c": 1}, "list": [7, {"x": 8}]}, "d": 9}', {
      tags,
    });
    expect(samples).toEqual([good(1), good(8, 2), good(9, 3)]);
    expect(reasons).toEqual(['machine/1: expected a number at a.list.1, got {"x":8}']);
  });

  test('that are absent give no sample', () => {
    const tags = ['missing', 'value.deeper', 'text.length', 'list.5'].map((path) => ({ path }));
    expect(decode('{"value": 1, "text": "abc", "list": []}', { tags })).toEqual({
      samples: [],
      reasons: [],
    });
  });

  test('of null give a Bad sample without a value', () => {
    expect(decode('{"value": null}').samples).toEqual([
      { tag: 0, time: RECEIVED, value: NaN, status: StatusCode.bad },
    ]);
  });

  test('of a digital tag are looked up among its states', () => {
    const tags = [{ dataType: 'digital' as const, states: ['off', 'on', 'fault'] }];
    expect(decode('{"value": "fault"}', { tags }).samples).toEqual([good(2)]);
    expect(decode('{"value": 1}', { tags }).samples).toEqual([good(1)]);
    expect(decode('{"value": "broken"}', { tags })).toEqual({
      samples: [],
      reasons: ['machine/1: expected a number at value, got "broken"'],
    });
  });

  test.each(['"12"', '""', '{}', '[]', '[1, 2]'])(
    'of %s are refused, and the others are kept',
    (json) => {
      const tags = [{ path: 'bad' }, { path: 'value' }];
      const { samples, reasons } = decode(`{"bad": ${json}, "value": 4}`, { tags });
      expect(samples).toEqual([good(4, 1)]);
      expect(reasons).toHaveLength(1);
    },
  );

  test('too long to be shown are shown in part', () => {
    const { reasons } = decode(JSON.stringify({ value: 'x'.repeat(10_000) }));
    expect(reasons[0]!.length).toBeLessThan(150);
    expect(reasons[0]).toMatch(/…$/);
  });

  test.each(['__proto__.x', 'constructor.name', 'toString', '__proto__', 'hasOwnProperty.length'])(
    'are not looked for in what every object has: %s',
    (path) => {
      expect(decode('{"value": 1}', { tags: [{ path }] })).toEqual({ samples: [], reasons: [] });
    },
  );

  test('under a key called __proto__ are values like others, and change no object', () => {
    const { samples } = decode('{"__proto__": {"x": 5}}', { tags: [{ path: '__proto__.x' }] });
    expect(samples).toEqual([good(5)]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe('the time of a payload', () => {
  const timestampPath = 'at.time';
  const tags = [{}];
  const at = (stamp: string) =>
    decode(`{"at": {"time": ${stamp}}, "value": 1}`, { timestampPath, tags });

  test.each([
    { stamp: '"2026-11-21T10:00:00Z"', us: Date.UTC(2026, 10, 21, 10) * 1_000 },
    { stamp: '"2026-11-21T10:00:00.123Z"', us: Date.UTC(2026, 10, 21, 10, 0, 0, 123) * 1_000 },
    { stamp: '"2026-11-21T10:00:00-04:00"', us: Date.UTC(2026, 10, 21, 14) * 1_000 },
    { stamp: '"2026-11-21T10:00:00+0530"', us: Date.UTC(2026, 10, 21, 4, 30) * 1_000 },
    { stamp: '1790000000000', us: 1_790_000_000_000_000 },
    { stamp: '1790000000000.5', us: 1_790_000_000_000_500 },
    { stamp: '0', us: 0 },
    { stamp: '-1000', us: -1_000_000 },
  ])('$stamp is read', ({ stamp, us }) => {
    expect(at(stamp).samples).toEqual([good(1, 0, us)]);
  });

  test('is that of its arrival where none is given', () => {
    expect(decode('{"value": 1}', { timestampPath, tags }).samples).toEqual([good(1)]);
  });

  test.each([
    '"2026-11-21T10:00:00"',
    '"2026-11-21"',
    '"2026-13-45T10:00:00Z"',
    '"yesterday"',
    '""',
    'null',
    'true',
    '{}',
    '1e999',
  ])('%s is refused', (stamp) => {
    expect(() => at(stamp)).toThrow(
      expect.objectContaining({ name: 'ProtocolError', code: 'JSON_TIMESTAMP_INVALID' }),
    );
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
  ])('is refused: %j', (payload) => {
    expect(() => decode(payload)).toThrow(
      expect.objectContaining({ code: 'JSON_MALFORMED', status: StatusCode.badDecodingError }),
    );
  });

  test.each(['null', '1', '"text"', 'true', '[]', '[{"value": 1}]'])(
    'is refused: %s',
    (payload) => {
      expect(() => decode(payload)).toThrow(
        expect.objectContaining({
          code: 'JSON_MALFORMED',
          message: expect.stringContaining('expected a JSON object, got') as string,
        }),
      );
    },
  );

  test('is refused: bytes that are not UTF-8', () => {
    const payload = Uint8Array.from([...new TextEncoder().encode('{"value": "'), 0xff, 0x22, 0x7d]);
    expect(() => decode(payload)).toThrow(expect.objectContaining({ code: 'JSON_MALFORMED' }));
  });

  test('is refused: any payload cut short', () => {
    const whole = new TextEncoder().encode('{"value": 1, "other": ["é", {"x": null}]}');
    for (let length = 0; length < whole.length; length++) {
      expect(() => decode(whole.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'JSON_MALFORMED' }),
      );
    }
  });

  test('that is deep or large is read or refused, and nothing else happens', () => {
    const deep = '['.repeat(50_000);
    expect(() => decode(`{"value": ${deep}}`)).toThrow(
      expect.objectContaining({ name: 'ProtocolError' }),
    );
    const padding = JSON.stringify('x'.repeat(2_000_000));
    expect(decode(`{"padding": ${padding}, "value": 6}`).samples).toEqual([good(6)]);
  });
});

test('whatever bytes come, a payload is samples or a ProtocolError', () => {
  const anyPayload = fc.oneof(
    fc.uint8Array({ maxLength: 50 }),
    fc.json().map((json) => new TextEncoder().encode(json)),
    fc.jsonValue().map((value) => new TextEncoder().encode(JSON.stringify({ value, time: value }))),
  );
  fc.assert(
    fc.property(anyPayload, (payload) => {
      expect(['samples', 'ProtocolError']).toContain(outcomeOf(payload));
    }),
  );
});

function outcomeOf(payload: Uint8Array): string {
  try {
    decode(payload, { timestampPath: 'time' });
    return 'samples';
  } catch (error) {
    return (error as Error).name;
  }
}

describe('a text tag', () => {
  const decodeText = (payload: string) =>
    decodeAll(payload, { tags: [{ dataType: 'text' }, { path: 'number' }] });
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
    { json: '{"value": 4711}', value: '4711' },
    { json: '{"value": true}', value: 'true' },
  ])('takes $json as it is', ({ json, value }) => {
    expect(decodeText(json)).toEqual({ samples: [], reasons: [], texts: [text(value)] });
  });

  test('has a Bad sample without a value for null, and none where the key is absent', () => {
    expect(decodeText('{"value": null}').texts).toEqual([text(null, StatusCode.bad)]);
    expect(decodeText('{}').texts).toEqual([]);
  });

  test('takes no object, and leaves the numbers beside it alone', () => {
    expect(decodeText('{"value": {"a": 1}, "number": 2}')).toEqual({
      samples: [good(2, 1)],
      reasons: ['machine/1: expected a text at value, got {"a":1}'],
      texts: [],
    });
  });
});
