import { abs, log, log10 } from '../math.ts';
import { newton } from '../root-finding.ts';

/** Highest Reynolds number of laminar flow, and lowest of flow that is turbulent for certain. */
export const TRANSITION = [2100, 4000] as const;

/** Laminar factor, unchecked. */
export const laminarFactor = (reynoldsNumber: number): number => 64 / reynoldsNumber;

/** Colebrook's factor by Newton on 1/sqrt(f), unchecked. */
export const colebrookFactor = (reynoldsNumber: number, relativeRoughness: number): number => {
  const rough = relativeRoughness / 3.7;
  const smooth = 2.51 / reynoldsNumber;
  const root = newton(
    (x) => {
      const inner = rough + smooth * x;
      return [x + 2 * log10(inner), 1 + (2 * smooth) / (inner * Math.LN10)];
    },
    -2 * log10(rough + 12 / reynoldsNumber),
  );
  return 1 / root ** 2;
};

/** Haaland's factor, unchecked. */
export const haalandFactor = (reynoldsNumber: number, relativeRoughness: number): number =>
  (-1.8 * log10((relativeRoughness / 3.7) ** 1.11 + 6.9 / reynoldsNumber)) ** -2;

/** Swamee and Jain's factor, unchecked. */
export const swameeJainFactor = (reynoldsNumber: number, relativeRoughness: number): number =>
  0.25 / log10(relativeRoughness / 3.7 + 5.74 / reynoldsNumber ** 0.9) ** 2;

/** Chen's factor, unchecked. */
export const chenFactor = (reynoldsNumber: number, relativeRoughness: number): number => {
  const inner = relativeRoughness ** 1.1098 / 2.8257 + 5.8506 / reynoldsNumber ** 0.8981;
  const outer = relativeRoughness / 3.7065 - (5.0452 / reynoldsNumber) * log10(inner);
  return (-2 * log10(outer)) ** -2;
};

/** Churchill's factor for all regimes, unchecked. */
export const churchillFactor = (reynoldsNumber: number, relativeRoughness: number): number => {
  const a = (-2.457 * log((7 / reynoldsNumber) ** 0.9 + 0.27 * relativeRoughness)) ** 16;
  const b = (37_530 / reynoldsNumber) ** 16;
  return 8 * ((8 / reynoldsNumber) ** 12 + (a + b) ** -1.5) ** (1 / 12);
};

/** Serghides's factor, unchecked. */
export const serghidesFactor = (reynoldsNumber: number, relativeRoughness: number): number => {
  const next = (x: number): number =>
    -2 * log10(relativeRoughness / 3.7 + (2.51 * x) / reynoldsNumber);
  const a = -2 * log10(relativeRoughness / 3.7 + 12 / reynoldsNumber);
  const b = next(a);
  const c = next(b);
  const curvature = c - 2 * b + a;
  const limit = abs(curvature) < 1e-15 ? c : a - (b - a) ** 2 / curvature;
  return limit ** -2;
};

/** Laminar up to Re 2100, Colebrook above, unchecked. */
export const darcyFactor = (reynoldsNumber: number, relativeRoughness: number): number =>
  reynoldsNumber <= TRANSITION[0]
    ? laminarFactor(reynoldsNumber)
    : colebrookFactor(reynoldsNumber, relativeRoughness);
