import type { ScalingDefinition } from '../definition/modbus-source-definition.ts';
import type { RunColumns } from '../sample/sample-runs.ts';
import { StatusCode } from '../sample/status-code.ts';

/**
 * Scales raw values by two ranges in place: both ends are exact, and rounding brings nothing between them outside. A value
 * that is clamped becomes Uncertain (engineering units exceeded).
 *
 * @returns whether all results are finite
 */
export function scaleByRanges(
  { value, status }: RunColumns,
  start: number,
  end: number,
  { rawLow, rawHigh, low, high, clamp = false }: ScalingDefinition,
): boolean {
  const least = Math.min(low, high);
  const most = Math.max(low, high);
  let isAllFinite = true;
  for (let at = start; at < end; at++) {
    const raw = value[at]!;
    const part = (raw - rawLow) / (rawHigh - rawLow);
    const scaled = low * (1 - part) + high * part;
    if (part >= 0 && part <= 1) {
      value[at] = Math.min(Math.max(scaled, least), most);
    } else if (clamp && raw - raw === 0) {
      // An infinite raw value is no measurement that could be clamped, and NaN is none at all.
      value[at] = part < 0 ? low : high;
      status[at] = StatusCode.uncertainEngineeringUnitsExceeded;
    } else {
      value[at] = scaled;
      if (scaled - scaled !== 0) isAllFinite = false;
    }
  }
  return isAllFinite;
}
