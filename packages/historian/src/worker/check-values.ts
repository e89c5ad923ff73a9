import { StatusCode, type RunColumns } from '@varve/protocols';
import type { TagRules } from '../tags/tag-rules.ts';

/** Makes Good values Uncertain that the instrument cannot show: those outside the range of their tag, and numbers that are no state. */
export function checkValues(
  { value, status }: RunColumns,
  from: number,
  to: number,
  { rules: { low, high, isState }, tag }: { readonly rules: TagRules; readonly tag: number },
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
