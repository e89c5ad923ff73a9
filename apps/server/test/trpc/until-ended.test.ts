import { getEventListeners, once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { untilEnded } from '../../src/trpc/until-ended.ts';

const ENDED = 'the session has ended';

/** Numbers without end, and whether they were left. */
function numbersUntil(stop: AbortSignal) {
  const state = { isLeft: false };
  async function* numbers() {
    try {
      yield 1;
      yield 2;
      if (!stop.aborted) await once(stop, 'abort');
    } finally {
      state.isLeft = true;
    }
  }
  return { numbers: numbers(), state };
}

describe('a stream that a session bounds', () => {
  test('ends while it waits for its next message', async () => {
    const [session, source] = [new AbortController(), new AbortController()];
    const { numbers, state } = numbersUntil(source.signal);
    const bound = untilEnded(numbers, session.signal);
    expect([(await bound.next()).value, (await bound.next()).value]).toEqual([1, 2]);
    const next = bound.next();
    session.abort();
    await expect(next).rejects.toThrow(ENDED);
    source.abort();
    await expect.poll(() => state.isLeft).toBe(true);
  });

  test('ends where nobody waits, before its next message', async () => {
    const session = new AbortController();
    const { numbers, state } = numbersUntil(new AbortController().signal);
    const bound = untilEnded(numbers, session.signal);
    await bound.next();
    session.abort();
    await expect(bound.next()).rejects.toThrow(ENDED);
    await expect.poll(() => state.isLeft).toBe(true);
  });

  test('does not begin after the session', async () => {
    const bound = untilEnded(numbersUntil(AbortSignal.abort()).numbers, AbortSignal.abort());
    await expect(bound.next()).rejects.toThrow(ENDED);
  });

  test('listens to the session once for all its messages, and no longer than it is read', async () => {
    const { signal } = new AbortController();
    const listeners = () => getEventListeners(signal, 'abort').length;
    const bound = untilEnded(numbersUntil(new AbortController().signal).numbers, signal);
    for (const number of [1, 2]) {
      expect((await bound.next()).value).toBe(number);
      expect(listeners()).toBe(1);
    }
    await bound.return();
    expect(listeners()).toBe(0);
  });

  test('ends as its messages do: with the last, or with their failure', async () => {
    const { signal } = new AbortController();
    const seen: number[] = [];
    for await (const number of untilEnded(numbersUntil(AbortSignal.abort()).numbers, signal))
      seen.push(number);
    expect(seen).toEqual([1, 2]);
    // oxlint-disable-next-line require-yield -- it has nothing but its failure
    async function* failing() {
      throw new Error('no more');
    }
    await expect(untilEnded(failing(), signal).next()).rejects.toThrow('no more');
  });
});
