import { beggsBrillGradientOf } from './beggs-brill.ts';
import { grayGradientOf } from './gray.ts';
import { hagedornBrownGradientOf } from './hagedorn-brown.ts';
import { homogeneousGradientOf } from './homogeneous.ts';
import { STEEP, type FlowGradient, type PipeFlow } from './pipe-flow.ts';

/** Gradient correlations that a traverse can take; the plain names have every published correction. */
export type GradientMethod =
  /** Beggs and Brill with Payne's correction. */
  | 'beggs-brill'
  /** Beggs and Brill as published in 1973. */
  | 'beggs-brill-original'
  /** Hagedorn and Brown with Griffith's bubble flow and no-slip floor. */
  | 'hagedorn-brown'
  /** Hagedorn and Brown's charts alone. */
  | 'hagedorn-brown-original'
  | 'gray'
  | 'homogeneous';

/** The formula of a method, picked once for a march. */
export const gradientKernel = (method: GradientMethod): ((flow: PipeFlow) => FlowGradient) => {
  switch (method) {
    case 'beggs-brill':
      return (flow) => beggsBrillGradientOf(flow, true);
    case 'beggs-brill-original':
      return (flow) => beggsBrillGradientOf(flow, false);
    case 'hagedorn-brown':
      return (flow) => hagedornBrownGradientOf(flow, true, true);
    case 'hagedorn-brown-original':
      return (flow) => hagedornBrownGradientOf(flow, false, false);
    case 'gray':
      return grayGradientOf;
    case 'homogeneous':
      return homogeneousGradientOf;
  }
};

/** Range of inclinations from level that a method is used at, degrees. */
export const inclinationRange = (method: GradientMethod): readonly [low: number, high: number] =>
  method === 'gray' || method.startsWith('hagedorn') ? STEEP : [-90, 90];
