import { abs, ceil, floor, max, min } from '../math.ts';

/** A record of one job, by time. */
export interface CtJobRecord {
  /** Depth counter: length of tube run past the zero of depth, shape (m), ft. */
  readonly depthFt: Float64Array;
  /** Pressure in the tube at the guide arch, 0 or more, shape (m), psi. */
  readonly internalPressurePsi: Float64Array;
}

/** State of the march along a record. */
interface Marching {
  readonly damage: Float64Array;
  readonly cycles: Float64Array;
  readonly segmentFt: number;
  readonly costOf: (segment: number, pressure: number) => number;
}

/** Walks along a record and charges each segment once for every way that it goes past the arch. */
export const march = (
  state: Marching,
  job: CtJobRecord,
  offsetFt: number,
  deadbandFt: number,
): void => {
  const { depthFt, internalPressurePsi } = job;
  // Farthest point of the way the tube is going (0 none yet, 1 in, -1 out).
  let extreme = depthFt[0]! + offsetFt;
  let way = 0;
  for (let row = 1; row < depthFt.length; row++) {
    const here = depthFt[row]! + offsetFt;
    const pressure = max(internalPressurePsi[row - 1]!, internalPressurePsi[row]!);
    const moved = here - extreme;
    const isOnward = moved * way > 0;
    if (!isOnward && (moved === 0 || abs(moved) < deadbandFt)) continue;
    charge(state, extreme, here, isOnward, pressure);
    way = Math.sign(moved);
    extreme = here;
  }
};

/** Charges the segments between two points, but not one that the same way has charged before. */
const charge = (
  { damage, cycles, segmentFt, costOf }: Marching,
  from: number,
  to: number,
  isOnward: boolean,
  pressure: number,
): void => {
  const first = floor(min(from, to) / segmentFt);
  const last = ceil(max(from, to) / segmentFt) - 1;
  const isIn = to > from;
  // The segment in which the last row of this way ended; a boundary belongs to neither.
  const charged = isIn ? ceil(from / segmentFt) - 1 : floor(from / segmentFt);
  const low = isOnward && isIn ? max(first, charged + 1) : first;
  const high = isOnward && !isIn ? min(last, charged - 1) : last;
  for (let segment = low; segment <= high; segment++) {
    damage[segment] = damage[segment]! + costOf(segment, pressure);
    cycles[segment] = cycles[segment]! + 1.5;
  }
};
