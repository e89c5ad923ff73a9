import { appendSample } from '@varve/protocols';
import { hangDoor, Phase } from './filter-state.ts';
import type { TagFilter } from './tag-filter.ts';

/**
 * Applies the compression test, a strict swinging door: a sample may wait only while the line to it passes within the deviation of all samples
 * that waited before.
 */
export function testCompression(
  filter: TagFilter,
  time: number,
  value: number,
  status: number,
): void {
  const { config, state, tag, output } = filter;
  const deviation = config.compDev[tag]!;
  if (deviation < 0) {
    appendSample(output, tag, time, value, status);
    state.phase[tag] = Phase.stored;
    return;
  }
  if (state.phase[tag] === Phase.held && leavesDoor(filter, time, value)) {
    const heldTime = state.heldTime[tag]!;
    appendSample(output, tag, heldTime, state.heldValue[tag]!, state.heldStatus[tag]!);
    hangDoor(state, tag, heldTime, state.heldValue[tag]!);
  }
  narrowDoor(filter, time, value, deviation);
  state.heldTime[tag] = time;
  state.heldValue[tag] = value;
  state.heldStatus[tag] = status;
  state.phase[tag] = Phase.held;
}

function leavesDoor({ config, state, tag }: TagFilter, time: number, value: number): boolean {
  const elapsed = time - state.storedTime[tag]!;
  if (elapsed >= config.compMax[tag]!) return true;
  if (state.heldTime[tag]! - state.storedTime[tag]! < config.compMin[tag]!) return false;
  const slope = (value - state.storedValue[tag]!) / elapsed;
  return slope < state.slopeLow[tag]! || slope > state.slopeHigh[tag]!;
}

function narrowDoor(
  { state, tag }: TagFilter,
  time: number,
  value: number,
  deviation: number,
): void {
  const elapsed = time - state.storedTime[tag]!;
  const rise = value - state.storedValue[tag]!;
  const low = (rise - deviation) / elapsed;
  const high = (rise + deviation) / elapsed;
  if (low > state.slopeLow[tag]!) state.slopeLow[tag] = low;
  if (high < state.slopeHigh[tag]!) state.slopeHigh[tag] = high;
}
