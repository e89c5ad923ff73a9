import { errorCode, readLatestInput, readTrendsInput } from '@varve/contract';
import { TRPCError } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { callerError, errorMap, refusalOf } from '../../src/trpc/error-map.ts';

const withCode = (code: string): Error => Object.assign(new Error('no such tag'), { code });

describe('an error of the house', () => {
  test.each(errorCode.options)('with the code %s reaches the caller with it', (code) => {
    const error = callerError(withCode(code))!;
    expect(error.message).toBe('no such tag');
    expect(error.code).toBe(errorMap[code]);
    expect(refusalOf(error).reason).toBe(code);
  });

  test.each([
    undefined,
    null,
    new Error('plain'),
    withCode('ENOENT'),
    withCode('toString'),
    'text',
  ])('that the contract does not name is a failure of the server: %s', (error) => {
    expect(callerError(error)).toBeUndefined();
  });
});

describe('a refused input', () => {
  const refused = (schema: z.ZodType, input: unknown): TRPCError =>
    new TRPCError({ code: 'BAD_REQUEST', cause: schema.safeParse(input).error! });

  test('names its fields by their paths', () => {
    const input = { tagIds: [1, -1], fromMs: 0, toMs: 1, widthPixels: 'wide' };
    expect(refusalOf(refused(readTrendsInput, input))).toEqual({
      reason: 'INPUT_INVALID',
      issues: [
        { path: ['tagIds', 1], message: expect.any(String) },
        { path: ['widthPixels'], message: expect.any(String) },
      ],
    });
  });

  test('names twenty fields at most', () => {
    const input = { tagIds: Array.from({ length: 30 }, () => 'x') };
    expect(refusalOf(refused(readLatestInput, input)).issues).toHaveLength(20);
  });

  test('is another thing than an output that breaks the contract', () => {
    const { cause } = refused(readTrendsInput, {});
    const error = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause });
    expect(refusalOf(error)).toEqual({ reason: null, issues: [] });
  });
});
