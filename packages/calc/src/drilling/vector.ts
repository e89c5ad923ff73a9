import { cos, hypot, sin } from '../math.ts';
import { DEGREE } from './constants.ts';

/** A vector: north, east, down. */
export type Vector3 = readonly [north: number, east: number, down: number];

/** The sum of two vectors, each times a number. */
export const combined = (a: number, u: Vector3, b: number, v: Vector3): Vector3 => [
  a * u[0] + b * v[0],
  a * u[1] + b * v[1],
  a * u[2] + b * v[2],
];

export const dot = (u: Vector3, v: Vector3): number => u[0] * v[0] + u[1] * v[1] + u[2] * v[2];

const magnitude = (u: Vector3): number => hypot(u[0], u[1], u[2]);

/** The way from one point to another. */
export const between = (from: Vector3, to: Vector3): Vector3 => combined(1, to, -1, from);

export const distance = (from: Vector3, to: Vector3): number => magnitude(between(from, to));

/** Angle between two unit vectors in radians, exact for small and for large ones. */
export const angleBetween = (u: Vector3, v: Vector3): number =>
  2 * Math.atan2(distance(u, v), magnitude(combined(1, u, 1, v)));

/** Direction of the hole as a unit vector. */
export const holeDirection = (inclinationDeg: number, azimuthDeg: number): Vector3 => {
  const across = sin(inclinationDeg * DEGREE);
  const azimuth = azimuthDeg * DEGREE;
  return [across * cos(azimuth), across * sin(azimuth), cos(inclinationDeg * DEGREE)];
};

/** Direction of the hole at a station of a survey. */
export const directionAt = (
  survey: {
    readonly inclinationDeg: ArrayLike<number>;
    readonly azimuthDeg: ArrayLike<number>;
  },
  station: number,
): Vector3 => holeDirection(survey.inclinationDeg[station]!, survey.azimuthDeg[station]!);

/** Position of a station of a path. */
export const stationAt = (
  path: {
    readonly northFt: ArrayLike<number>;
    readonly eastFt: ArrayLike<number>;
    readonly tvdFt: ArrayLike<number>;
  },
  station: number,
): Vector3 => [path.northFt[station]!, path.eastFt[station]!, path.tvdFt[station]!];
