import { StatusCode } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { decodeJson, good, RECEIVED } from '../support/decode-json.ts';

const DECODING = StatusCode.badDecodingError;

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
      reasons: ['machine/1: expected a text at value, got {"a":1}'],
      texts: [text(null, DECODING)],
    });
  });
});
