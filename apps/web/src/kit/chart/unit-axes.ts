import type { ChartTag, Series } from './series.ts';
import { niceAxis } from './nice-axis.ts';
import type { NiceAxis } from './nice-axis.ts';

/** The scale that all series of one unit share. */
export interface UnitAxis extends NiceAxis {
  /** Same for series that share a scale. */
  readonly id: string;
  readonly unit: string;
  /** Labels of a digital tag's states, by number; empty for numbers. */
  readonly states: readonly string[];
  readonly side: 'left' | 'right';
  /** There is room for a few axes only; the others keep their scale without a drawn axis. */
  readonly visible: boolean;
}

/** Margin above and below the curves, as part of their height. */
const PADDING = 0.04;

export function axisIdOf(tag: ChartTag): string {
  return tag.dataType === 'digital' ? `states:${tag.states.join('|')}` : `unit:${tag.unit}`;
}

/** Gives each unit an axis over what its series show: the first left, the second right, and so on. */
export function unitAxes(series: readonly Series[], visibleMax: number): readonly UnitAxis[] {
  const groups = new Map<string, Series[]>();
  for (const one of series) {
    const id = axisIdOf(one.tag);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [one]);
    else group.push(one);
  }
  return [...groups].map(([id, group], i) => {
    const { unit, states, dataType } = group[0]!.tag;
    const digital = dataType === 'digital' && states.length > 0;
    return {
      ...(digital ? stateAxis(states.length) : valueAxis(group)),
      id,
      unit,
      states: digital ? states : [],
      side: i % 2 === 0 ? 'left' : 'right',
      visible: i < visibleMax,
    };
  });
}

function stateAxis(stateCount: number): NiceAxis {
  const ticks = Array.from({ length: stateCount }, (_, state) => state);
  return { domain: [-0.2, stateCount - 0.8], ticks, decimals: 0, exponentDigits: null };
}

function valueAxis(group: readonly Series[]): NiceAxis {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values } of group) {
    for (const value of values) {
      if (value === null) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return axisOfRange(group[0]!.tag);
  const padding = high * PADDING - low * PADDING;
  return niceAxis(
    Math.max(-Number.MAX_VALUE, low - padding),
    Math.min(Number.MAX_VALUE, high + padding),
  );
}

/** Nothing good to show: the instrument's range, so that no invented scale stands there. */
function axisOfRange({ rangeLow, rangeHigh }: ChartTag): NiceAxis {
  if (rangeLow === null || rangeHigh === null || rangeHigh <= rangeLow) return niceAxis(0, 1);
  return niceAxis(rangeLow, rangeHigh);
}
