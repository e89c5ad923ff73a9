import type { RigReading } from './rig-model.ts';

/** A variable under `Rig` in the address space, and the tag that is read from it. */
interface RigNode {
  /** `HookLoad`: the node is `ns=1;s=Rig.HookLoad`. */
  readonly name: string;
  readonly reading: keyof RigReading;
  /** Last part of the tag's name. */
  readonly tag: string;
  readonly description: string;
  readonly unit: string;
  readonly range: { readonly low: number; readonly high: number };
  /** Half-width of the band below which a change is noise. */
  readonly deadband: number;
}

/** The measured variables of the rig. */
export const RIG_NODES: readonly RigNode[] = [
  {
    name: 'BitDepth',
    reading: 'bitDepthFt',
    tag: 'bit-depth',
    description: 'Measured depth of the bit',
    unit: 'ft',
    range: { low: 0, high: 30_000 },
    deadband: 0.05,
  },
  {
    name: 'HoleDepth',
    reading: 'holeDepthFt',
    tag: 'hole-depth',
    description: 'Measured depth of the hole',
    unit: 'ft',
    range: { low: 0, high: 30_000 },
    deadband: 0.05,
  },
  {
    name: 'HookLoad',
    reading: 'hookLoadKlbf',
    tag: 'hook-load',
    description: 'Load on the hook',
    unit: 'klbf',
    range: { low: 0, high: 750 },
    deadband: 0.7,
  },
  {
    name: 'WeightOnBit',
    reading: 'weightOnBitKlbf',
    tag: 'weight-on-bit',
    description: 'Weight on the bit',
    unit: 'klbf',
    range: { low: 0, high: 80 },
    deadband: 0.4,
  },
  {
    name: 'Torque',
    reading: 'torqueKftlbf',
    tag: 'torque',
    description: 'Torque of the top drive',
    unit: 'kft·lbf',
    range: { low: 0, high: 40 },
    deadband: 0.2,
  },
  {
    name: 'RotarySpeed',
    reading: 'rotarySpeedRpm',
    tag: 'rotary-speed',
    description: 'Speed of the top drive',
    unit: 'rpm',
    range: { low: 0, high: 250 },
    deadband: 1,
  },
  {
    name: 'FlowIn',
    reading: 'flowInGpm',
    tag: 'flow-in',
    description: 'Mud pumped into the string',
    unit: 'gpm',
    range: { low: 0, high: 1_200 },
    deadband: 2.5,
  },
  {
    name: 'FlowOut',
    reading: 'flowOutGpm',
    tag: 'flow-out',
    description: 'Mud returned from the annulus',
    unit: 'gpm',
    range: { low: 0, high: 1_200 },
    deadband: 8,
  },
  {
    name: 'StandpipePressure',
    reading: 'standpipePressurePsi',
    tag: 'standpipe-pressure',
    description: 'Pressure in the standpipe',
    unit: 'psi',
    range: { low: 0, high: 7_500 },
    deadband: 12,
  },
  {
    name: 'MudWeight',
    reading: 'mudWeightPpg',
    tag: 'mud-weight',
    description: 'Density of the mud going in',
    unit: 'ppg',
    range: { low: 6, high: 20 },
    deadband: 0.01,
  },
  {
    name: 'RateOfPenetration',
    reading: 'rateOfPenetrationFtPerH',
    tag: 'rate-of-penetration',
    description: "Rate of penetration on the rig's own clock",
    unit: 'ft/h',
    range: { low: 0, high: 500 },
    deadband: 1,
  },
];

/** Node id of a variable under `Rig`. */
export function rigNodeId(name: string): string {
  return `ns=1;s=Rig.${name}`;
}
