import { StatusCode, type RunColumns } from '@varve/protocols';
import type { TagRules } from '../tags/tag-rules.ts';

/** Makes values Uncertain that the instrument cannot show: Good ones beside the range of their tag, and numbers of no state. */
export function checkValues(
  { low, high, isState }: TagRules,
  tag: number,
  { value, status }: RunColumns,
  from: number,
  to: number,
): void {
  const lowest = low[tag]!;
  const highest = high[tag]!;
  const isWhole = isState[tag] === 1;
  for (let at = from; at < to; at++) {
    const number = value[at]!;
    const isInside = number >= lowest && number <= highest && !(isWhole && number % 1 !== 0);
    if (isInside || status[at] !== StatusCode.good) continue;
    status[at] = StatusCode.uncertainEngineeringUnitsExceeded;
  }
}
