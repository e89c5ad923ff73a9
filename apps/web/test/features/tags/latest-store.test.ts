import { describe, expect, test } from 'vitest';
import { createLatestStore } from '../../../src/features/tags/latest-store.ts';
import { BAD_NO_COMMUNICATION } from '../../support/tag-of.ts';

describe('latest store', () => {
  test('keeps what was received last of each tag and tells once a batch', () => {
    const store = createLatestStore();
    let told = 0;
    const stop = store.subscribe(() => (told += 1));
    store.accept([
      { tagId: 1, timeMs: 10, value: 1, status: 0 },
      { tagId: 1, timeMs: 20, value: 2, status: 0 },
    ]);
    expect(store.latest(1)?.value).toBe(2);
    expect(told).toBe(1);
    stop();
    store.accept([{ tagId: 1, timeMs: 30, value: 3, status: 0 }]);
    expect(told).toBe(1);
  });

  test('shows the sample that ends an outage, though its time is before that of the mark', () => {
    const store = createLatestStore();
    store.accept([{ tagId: 1, timeMs: 100, value: null, status: BAD_NO_COMMUNICATION }]);
    store.accept([{ tagId: 1, timeMs: 90, value: 7, status: 0 }]);
    expect(store.latest(1)).toMatchObject({ timeMs: 90, value: 7, status: 0 });
  });
});
