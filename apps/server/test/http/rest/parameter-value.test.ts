import { describe, expect, test } from 'vitest';
import { parameterValue } from '../../../src/http/rest/parameter-value.ts';

describe('the text of a parameter', () => {
  test.each([
    ['7', { type: 'integer' }, 7],
    ['-1.5e3', { type: 'number' }, -1_500],
    ['0x10', { type: 'number' }, '0x10'],
    ['', { type: 'number' }, ''],
    ['Infinity', { type: 'number' }, 'Infinity'],
    ['true', { type: 'boolean' }, true],
    ['1', { type: 'boolean' }, '1'],
    ['7', { type: 'string' }, '7'],
    ['1,2', { type: 'array', items: { type: 'integer' } }, [1, 2]],
    ['', { type: 'array', items: { type: 'integer' } }, []],
    ['a,b', { type: 'array', items: { type: 'string' } }, ['a', 'b']],
    ['{"a":1}', { type: 'object' }, { a: 1 }],
    ['{', { type: 'object' }, '{'],
    ['7', { anyOf: [{ type: 'integer' }, { type: 'null' }] }, 7],
    ['7', {}, '7'],
  ])('%j by %j becomes %j', (text, schema, value) => {
    expect(parameterValue(text, schema)).toEqual(value);
  });
});
