import { describe, expect, test } from 'vitest';
import { createHashQueue } from '../../../src/kit/passwords/hash-queue.ts';

const RIGHT = { isRight: true, needsRehash: false };
const WRONG = { isRight: false, needsRehash: false };

describe('the queue of hashes', () => {
  test('answers as the functions that it calls', async () => {
    await using queue = createHashQueue(20);
    const hash = await queue.hash('correct horse battery');
    expect(await queue.verify(hash, 'correct horse battery')).toEqual(RIGHT);
    expect(await queue.verify(hash, 'wrong')).toEqual(WRONG);
    expect(await queue.verify(null, 'wrong')).toEqual(WRONG);
  });

  test('refuses those for whom there is no room, at once, and answers all others', async () => {
    await using queue = createHashQueue(4);
    const calls = Array.from({ length: 9 }, () => queue.verify(null, 'wrong'));
    const ends: string[] = [];
    for (const [index, call] of calls.entries()) {
      call.then(
        () => ends.push(`${index} answered`),
        (error: { code: string }) => ends.push(`${index} ${error.code}`),
      );
    }
    await Promise.allSettled(calls);
    expect(ends.slice(0, 4).toSorted()).toEqual([5, 6, 7, 8].map((index) => `${index} THROTTLED`));
    expect(ends.slice(4)).toEqual([0, 1, 2, 3, 4].map((index) => `${index} answered`));
  });

  test('serves in the order of coming', async () => {
    await using queue = createHashQueue(5);
    const served: number[] = [];
    await Promise.all(
      [0, 1, 2, 3].map((index) => queue.hash('password').then(() => served.push(index))),
    );
    expect(served).toEqual([0, 1, 2, 3]);
  });

  test('has room again when calls have ended, well or not', async () => {
    await using queue = createHashQueue(0);
    const broken = queue.hash(undefined as unknown as string);
    await expect(queue.hash('password')).rejects.toMatchObject({ code: 'THROTTLED' });
    await expect(broken).rejects.toThrow(TypeError);
    const hash = await queue.hash('password');
    expect(await queue.verify(hash, 'password')).toEqual(RIGHT);
  });

  test('rejects what is under way when it ends', async () => {
    const queue = createHashQueue(5);
    const settled = Promise.allSettled([queue.hash('one'), queue.verify(null, 'two')]);
    await queue[Symbol.asyncDispose]();
    for (const { status } of await settled) expect(status).toBe('rejected');
  });
});
