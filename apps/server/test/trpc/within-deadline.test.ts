import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { refusalOf } from '../../src/trpc/error-map.ts';
import { withinDeadline } from '../../src/trpc/within-deadline.ts';

test('an answer in time is given as it is', async () => {
  expect(await withinDeadline(Promise.resolve('answer'), 60_000)).toBe('answer');
  await expect(withinDeadline(Promise.reject(new Error('lost')), 60_000)).rejects.toThrow('lost');
});

test('no answer in time is a refusal with its reason, and a failure later is no unhandled rejection', async () => {
  const { promise, reject } = Promise.withResolvers<string>();
  const refusal = await withinDeadline(promise, 1).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(TRPCError);
  expect(refusal).toMatchObject({ code: 'TIMEOUT', message: 'no answer within 0.001 s' });
  expect(refusalOf(refusal as TRPCError)).toEqual({ reason: 'ANSWER_LATE', issues: [] });
  reject(new Error('too late'));
  await expect(promise).rejects.toThrow('too late');
});
