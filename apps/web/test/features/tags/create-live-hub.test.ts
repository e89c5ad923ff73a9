import { describe, expect, test } from 'vitest';
import type { LatestView } from '../../../src/api/contract.ts';
import { createLiveHub } from '../../../src/features/tags/create-live-hub.ts';
import type { LiveStreamOptions } from '../../../src/features/tags/open-live-stream.ts';

/** A stream that the test speaks for. */
function recorder() {
  const open: LiveStreamOptions[] = [];
  let opened = 0;
  const hub = createLiveHub((options) => {
    opened++;
    open.push(options);
    return () => {
      open.splice(open.indexOf(options), 1);
    };
  });
  return { hub, open, openedCount: () => opened };
}

function page() {
  const heard: number[] = [];
  const times: number[] = [];
  const states: boolean[] = [];
  return {
    heard,
    times,
    states,
    onSamples: (samples: readonly { tagId: number; timeMs: number }[]) => {
      heard.push(...samples.map(({ tagId }) => tagId));
      times.push(...samples.map(({ timeMs }) => timeMs));
    },
    onState: (isUp: boolean) => {
      states.push(isUp);
    },
  };
}

const sample = (tagId: number): LatestView => ({ tagId, timeMs: tagId, value: 1, status: 0 });

describe('createLiveHub', () => {
  test('keeps one stream for seven pages, and none when all of them have left', () => {
    const { hub, open, openedCount } = recorder();
    const pages = Array.from({ length: 7 }, page);
    for (const one of pages) hub.listen(one, undefined);
    expect([open.length, openedCount()]).toEqual([1, 1]);
    open[0]!.onState(true);
    open[0]!.onSamples([sample(1), sample(2)]);
    for (const { heard, states } of pages) expect([heard, states]).toEqual([[1, 2], [true]]);
    for (const one of pages) hub.leave(one);
    expect(open).toEqual([]);
  });

  test('asks for what any page wants, and tells each page what it wants', () => {
    const { hub, open } = recorder();
    const [one, other, all] = [page(), page(), page()];
    hub.listen(one, [1, 2]);
    hub.listen(other, [2, 3]);
    expect(open.map(({ tagIds }) => tagIds)).toEqual([[1, 2, 3]]);
    open[0]!.onSamples([sample(1), sample(3)]);
    expect([one.heard, other.heard]).toEqual([[1], [3]]);
    hub.listen(all, undefined);
    expect(open.map(({ tagIds }) => tagIds)).toEqual([undefined]);
    hub.leave(all);
    hub.leave(other);
    expect(open.map(({ tagIds }) => tagIds)).toEqual([[1, 2]]);
  });

  test('tells a page that comes later what is known already', () => {
    const { hub, open } = recorder();
    hub.listen(page(), [1, 2]);
    open[0]!.onState(true);
    open[0]!.onSamples([sample(1), sample(2)]);
    const late = page();
    hub.listen(late, [2]);
    expect([late.heard, late.states]).toEqual([[2], [true]]);
  });

  test('tells a page that comes later what was received last, whatever its time', () => {
    const { hub, open } = recorder();
    const [early, late] = [page(), page()];
    hub.listen(early, [1]);
    open[0]!.onSamples([{ ...sample(1), timeMs: 100, value: null, status: -1 }]);
    open[0]!.onSamples([{ ...sample(1), timeMs: 90 }]);
    hub.listen(late, [1]);
    expect(early.times).toEqual([100, 90]);
    expect(late.times).toEqual([90]);
  });
});
