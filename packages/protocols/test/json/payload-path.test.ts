import { planJsonTopic } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { decodeJson, good } from '../support/decode-json.ts';

const valuesAt = (payload: string, ...list: string[]) =>
  decodeJson(payload, { tags: list.map((path) => ({ path })) });

describe('paths', () => {
  test.each([
    { path: 'a.b.c', json: '{"a": {"b": {"c": 5}}}' },
    { path: '$.a.b', json: '{"a": {"b": 5}}' },
    { path: 'Channel1\\.Device1\\.Tag1', json: '{"Channel1.Device1.Tag1": 5}' },
    { path: '["Channel1.Device1.Tag1"]', json: '{"Channel1.Device1.Tag1": 5}' },
    { path: "['a.b'].c", json: '{"a.b": {"c": 5}}' },
    { path: 'a["b.c"].d', json: '{"a": {"b.c": {"d": 5}}}' },
    { path: 'a\\[0\\]', json: '{"a[0]": 5}' },
    { path: 'a\\\\b', json: '{"a\\\\b": 5}' },
    { path: '["a\\"b"]', json: '{"a\\"b": 5}' },
    { path: '["$"]', json: '{"$": 5}' },
    { path: '$x', json: '{"$x": 5}' },
    { path: 'a b.ü', json: '{"a b": {"ü": 5}}' },
    { path: 'list[1]', json: '{"list": [1, 5]}' },
    { path: 'list.1', json: '{"list": [1, 5]}' },
    { path: 'list.1', json: '{"list": {"1": 5}}' },
    { path: 'list[1][0].x', json: '{"list": [1, [{"x": 5}]]}' },
    {
      path: 'v[id=b].x',
      json: '{"v": [{"id": "a", "x": 1}, null, 3, {"x": 9}, {"id": "b", "x": 5}]}',
    },
    { path: 'v[id=17].x', json: '{"v": [{"id": 1, "x": 1}, {"id": 17, "x": 5}]}' },
    { path: 'v[id=b].x', json: '{"v": [{"id": "b", "x": 1}, {"id": "b", "x": 5}]}' },
    { path: 'v[id="a]=b"].x', json: '{"v": [{"id": "a]=b", "x": 5}]}' },
    { path: 'v[id=a\\]b].x', json: '{"v": [{"id": "a]b", "x": 5}]}' },
    { path: 'v[tag.name=b].x', json: '{"v": [{"tag.name": "b", "x": 5}]}' },
    { path: '__proto__.x', json: '{"__proto__": {"x": 5}}' },
    { path: 'constructor.name', json: '{"constructor": {"name": 5}}' },
    { path: 'length', json: '{"length": 5}' },
  ])('$path finds 5 in $json', ({ path, json }) => {
    expect(valuesAt(json, path)).toEqual({ samples: [good(5)], texts: [], reasons: [] });
  });

  test.each([
    '__proto__.x',
    '__proto__',
    'constructor.name',
    'toString',
    'hasOwnProperty.length',
    'list.length',
    'list.map',
    'list.__proto__',
    'list[3]',
    'list[id=x].y',
    'group[0]',
    'list[__proto__=x].y',
  ])('find nothing in what every object and every list has: %s', (path) => {
    expect(valuesAt('{"value": 1, "list": [{}], "group": {}}', path)).toEqual({
      samples: [],
      texts: [],
      reasons: [],
    });
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test.each([
    'a..b',
    '.a',
    'a.',
    'a[',
    'a[]',
    'a[x]',
    'a[-1]',
    'a["b]',
    'a[0]b',
    'a.[0]',
    'a\\',
    'a]',
    '[=x]',
    '$.',
    '["a"',
  ])('that are none are refused: %s', (path) => {
    expect(() => planJsonTopic({ topic: 't', tags: [{ name: 'x', path }] }, 0)).toThrow(
      /expected a path like .*, got ".*", which is none from character \d+ on/,
    );
  });
});
