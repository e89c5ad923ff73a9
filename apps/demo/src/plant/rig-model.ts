import { createSeededRandom, createWander, type SeededRandom } from './seeded-random.ts';

/** Time of a step of the rig's simulation: five a second. */
export const RIG_STEP_MS = 200;

/** The rig works this much faster than a real one, so that a stand takes minutes instead of an hour. */
const RIG_PACE = 10;

/** States of the rig: the number in `Rig.State` is the index. */
export const RIG_STATES = ['Drilling', 'Off bottom', 'In slips', 'To bottom'] as const;

/** State of the rig, by its number. */
export const RigState = { drilling: 0, offBottom: 1, inSlips: 2, toBottom: 3 } as const;

/** Values of the rig's sensors at one step. */
export interface RigReading {
  readonly state: number;
  readonly bitDepthFt: number;
  readonly holeDepthFt: number;
  readonly hookLoadKlbf: number;
  readonly weightOnBitKlbf: number;
  readonly torqueKftlbf: number;
  readonly rotarySpeedRpm: number;
  readonly flowInGpm: number;
  readonly flowOutGpm: number;
  readonly standpipePressurePsi: number;
  readonly mudWeightPpg: number;
  /** On the rig's own, faster clock. */
  readonly rateOfPenetrationFtPerH: number;
}

const STEPS_PER_SECOND = 1000 / RIG_STEP_MS;
const STAND_FT = 93;
/** How far the bit is lifted for a connection. */
const LIFT_FT = 6;
const BLOCK_WEIGHT_KLBF = 38;
const STRING_WEIGHT_KLBF_PER_FT = 0.0195;
const COLLARS_WEIGHT_KLBF = 42;
const STEEL_WEIGHT_PPG = 65.5;
const DRILLING = { weightOnBitKlbf: 24, rotarySpeedRpm: 120, flowGpm: 640 };
/** Lifting and lowering the string, ft a step. */
const HOIST_FT = 1.2 / STEPS_PER_SECOND;
const OFF_BOTTOM_STEPS = 8 * STEPS_PER_SECOND;
const IN_SLIPS_STEPS = 14 * STEPS_PER_SECOND;

/** A rig that drills stand after stand, step by step: the same seed gives the same readings. */
export class RigModel {
  readonly #noise: SeededRandom;
  readonly #formation: () => number;
  readonly #driller: () => number;
  readonly #stickSlip: () => number;
  readonly #mudDrift: () => number;

  #step = 0;
  #reading: RigReading;
  #state: number = RigState.drilling;
  #stateSteps = 0;
  #holeDepthFt: number;
  #bitDepthFt: number;
  #standEndFt: number;
  #hardness = 0;
  #mudWeightPpg = 10.2;
  #penetrationFtPerH = 0;
  #slipsKlbf = 0;
  #weightOnBitKlbf = DRILLING.weightOnBitKlbf;
  #rotarySpeedRpm = DRILLING.rotarySpeedRpm;
  #flowGpm = DRILLING.flowGpm;
  #flowOutGpm = DRILLING.flowGpm;

  constructor(options: { readonly seed: number }) {
    const { seed } = options;
    const random = createSeededRandom(seed, 'rig');
    this.#noise = createSeededRandom(seed, 'rig/noise');
    this.#formation = createWander(random, wander(0.22, 60));
    this.#driller = createWander(random, wander(0.06, 8));
    this.#stickSlip = createWander(random, wander(0.05, 0.6));
    this.#mudDrift = createWander(random, wander(0.04, 240));
    this.#holeDepthFt = this.#bitDepthFt = 8400 + random.uniform(0, 900);
    // The first connection comes within about a minute and a half.
    this.#standEndFt = this.#holeDepthFt + random.uniform(15, 35);
    this.#reading = this.#measure();
  }

  /** The reading at a step, counted from 0; steps before the last one asked for are gone. */
  advanceTo(step: number): RigReading {
    while (this.#step < step) {
      this.#step += 1;
      this.#stateSteps += 1;
      this.#hardness = this.#formation();
      this.#mudWeightPpg = 10.2 + this.#mudDrift();
      this.#moveString();
      this.#drive();
      this.#reading = this.#measure();
    }
    return this.#reading;
  }

  /** One step of the cycle: drill the stand down, lift, set slips and add a stand, go back to bottom. */
  #moveString(): void {
    switch (this.#state) {
      case RigState.drilling:
        this.#drill();
        if (this.#holeDepthFt >= this.#standEndFt) this.#enter(RigState.offBottom);
        break;
      case RigState.offBottom:
        this.#bitDepthFt = Math.max(this.#bitDepthFt - HOIST_FT, this.#holeDepthFt - LIFT_FT);
        if (this.#stateSteps >= OFF_BOTTOM_STEPS) this.#enter(RigState.inSlips);
        break;
      case RigState.inSlips:
        if (this.#stateSteps >= IN_SLIPS_STEPS) {
          this.#standEndFt += STAND_FT;
          this.#enter(RigState.toBottom);
        }
        break;
      default:
        if (this.#flowGpm > 0.9 * DRILLING.flowGpm) this.#bitDepthFt += HOIST_FT;
        if (this.#bitDepthFt >= this.#holeDepthFt) {
          this.#bitDepthFt = this.#holeDepthFt;
          this.#enter(RigState.drilling);
        }
    }
  }

  /** More weight and speed drill faster, a harder formation slower. */
  #drill(): void {
    const weight = this.#weightOnBitKlbf / DRILLING.weightOnBitKlbf;
    const speed = this.#rotarySpeedRpm / DRILLING.rotarySpeedRpm;
    this.#penetrationFtPerH = 150 * weight ** 1.2 * speed ** 0.6 * Math.exp(-this.#hardness);
    const feetPerStep = (this.#penetrationFtPerH * RIG_PACE) / 3600 / STEPS_PER_SECOND;
    this.#holeDepthFt += feetPerStep;
    this.#bitDepthFt = this.#holeDepthFt;
  }

  /** Weight, rotation and pumps follow what the state asks for. */
  #drive(): void {
    const onBottom = this.#state === RigState.drilling;
    const pumping =
      onBottom ||
      this.#state === RigState.toBottom ||
      (this.#state === RigState.offBottom && this.#stateSteps < OFF_BOTTOM_STEPS / 2);
    if (!onBottom) this.#penetrationFtPerH = 0;
    const drilling = onBottom ? 1 : 0;
    const circulating = pumping ? 1 : 0;
    const weight = DRILLING.weightOnBitKlbf * (1 + this.#driller());
    this.#weightOnBitKlbf = follow(this.#weightOnBitKlbf, weight * drilling, 1.5);
    this.#rotarySpeedRpm = follow(this.#rotarySpeedRpm, DRILLING.rotarySpeedRpm * drilling, 1.5);
    this.#flowGpm = follow(this.#flowGpm, DRILLING.flowGpm * circulating, 1.2);
    // The mud comes back later than it stops going in.
    this.#flowOutGpm = follow(this.#flowOutGpm, this.#flowGpm, 3);
    this.#slipsKlbf = this.#state === RigState.inSlips ? this.#stringWeight() : 0;
  }

  #measure(): RigReading {
    const rotating = this.#rotarySpeedRpm / DRILLING.rotarySpeedRpm;
    const flow = this.#flowGpm / DRILLING.flowGpm;
    const torque =
      rotating *
      (3.4 + 0.29 * this.#weightOnBitKlbf * (1 + 0.3 * this.#hardness)) *
      (1 + this.#stickSlip());
    const hookLoad =
      BLOCK_WEIGHT_KLBF + this.#stringWeight() - this.#slipsKlbf - this.#weightOnBitKlbf;
    const standpipe =
      2950 * flow ** 1.86 * (this.#mudWeightPpg / 10.2) * (this.#bitDepthFt / 9000) ** 0.5;
    return {
      state: this.#state,
      bitDepthFt: this.#bitDepthFt,
      holeDepthFt: this.#holeDepthFt,
      hookLoadKlbf: this.#noisy(hookLoad, 0.35),
      weightOnBitKlbf: this.#noisy(this.#weightOnBitKlbf, 0.01 * this.#weightOnBitKlbf),
      torqueKftlbf: this.#noisy(torque, 0.01 * torque),
      rotarySpeedRpm: this.#noisy(this.#rotarySpeedRpm, 0.5 * rotating),
      flowInGpm: this.#noisy(this.#flowGpm, 1.2 * flow),
      flowOutGpm: this.#noisy(0.99 * this.#flowOutGpm, (4 * this.#flowOutGpm) / DRILLING.flowGpm),
      standpipePressurePsi: this.#noisy(standpipe, 6 * flow),
      mudWeightPpg: this.#noisy(this.#mudWeightPpg, 0.004),
      rateOfPenetrationFtPerH: this.#penetrationFtPerH,
    };
  }

  /** Weight of the string in the mud, klbf. */
  #stringWeight(): number {
    const buoyancy = 1 - this.#mudWeightPpg / STEEL_WEIGHT_PPG;
    return (COLLARS_WEIGHT_KLBF + STRING_WEIGHT_KLBF_PER_FT * this.#bitDepthFt) * buoyancy;
  }

  #enter(state: number): void {
    this.#state = state;
    this.#stateSteps = 0;
  }

  #noisy(value: number, deviation: number): number {
    return Math.max(0, this.#noise.gaussian(value, deviation));
  }
}

function wander(deviation: number, relaxationSeconds: number) {
  return { deviation, relaxationSteps: relaxationSeconds * STEPS_PER_SECOND };
}

/** A first-order lag; what has come within a thousandth of zero is zero. */
function follow(value: number, target: number, lagSeconds: number): number {
  const next = value + (target - value) / (lagSeconds * STEPS_PER_SECOND);
  return target === 0 && next < 0.01 ? 0 : next;
}
