import { type LoadProfile, loadAt, QUARTERS_PER_WEEK } from './load-profile.ts';
import {
  type Machine,
  type MACHINE_STATES,
  PROCESS_COUNTERS,
  PROCESS_VALUES,
  ratedPower,
} from './machines.ts';
import { createSeededRandom, createWander, type SeededRandom } from './seeded-random.ts';

/** Time in which the replay passes a quarter of an hour: a day goes by in 16 minutes. */
const REPLAY_QUARTER_MS = 10_000;

/** Payload of a machine, without the time. */
export type MachinePayload = Readonly<Record<string, number | string>>;

const SECONDS_PER_HOUR = 3600;
/** The first Tuesday of the data, 8 o'clock: a working day comes up to its load. */
const FIRST_SHIFT = (24 + 8) * 4;
const OFF_LOAD = 0.005;
const IDLE_LOAD = 0.1;

/** A machine that takes its share of the replayed load, step by step: a step is its publishing interval. */
export class MachineModel {
  readonly #machine: Machine;
  readonly #profile: LoadProfile;
  readonly #noise: SeededRandom;
  readonly #ripple: () => number;
  readonly #offsetQuarters: number;
  readonly #stepSeconds: number;

  #step = 0;
  #powerKw = 0;
  #powerFactor = 1;
  #energyKwh: number;
  #values: number[];
  #counts: number[];

  constructor(options: {
    readonly seed: number;
    readonly machine: Machine;
    readonly profile: LoadProfile;
  }) {
    const { seed, machine, profile } = options;
    const random = createSeededRandom(seed, machine.topic);
    this.#machine = machine;
    this.#profile = profile;
    this.#noise = createSeededRandom(seed, `${machine.topic}/noise`);
    this.#stepSeconds = machine.publishIntervalMs / 1000;
    this.#ripple = createWander(createSeededRandom(seed, `${machine.topic}/ripple`), {
      deviation: 0.04,
      relaxationSteps: 8 / this.#stepSeconds,
    });
    const week = Math.floor(random.uniform(0, 52));
    this.#offsetQuarters = week * QUARTERS_PER_WEEK + FIRST_SHIFT + random.uniform(0, 16);
    this.#energyKwh = Math.round(random.uniform(20_000, 400_000));
    this.#followLoad();
    const load = this.#loadFraction();
    this.#values = PROCESS_VALUES[machine.type].map(
      (value) => value.atRest + load * (value.atFullLoad - value.atRest),
    );
    this.#counts = PROCESS_COUNTERS[machine.type].map(() =>
      Math.floor(random.uniform(1_000, 90_000)),
    );
  }

  /** Payload of the machine at a step, counted from 0; steps before the last one asked for are gone. */
  advanceTo(step: number): MachinePayload {
    while (this.#step < step) {
      this.#step += 1;
      this.#followLoad();
      this.#work();
    }
    return this.#payload();
  }

  #followLoad(): void {
    const quarters = (this.#step * this.#machine.publishIntervalMs) / REPLAY_QUARTER_MS;
    const load = loadAt(this.#profile, this.#offsetQuarters + quarters);
    this.#powerKw = load.powerKw * this.#machine.loadShare * Math.max(0, 1 + this.#ripple());
    this.#powerFactor = load.powerFactor;
  }

  /** The counters run in real time, not in the replay's: energy stays the integral of power. */
  #work(): void {
    const load = this.#loadFraction();
    this.#energyKwh += (this.#powerKw * this.#stepSeconds) / SECONDS_PER_HOUR;
    this.#values = PROCESS_VALUES[this.#machine.type].map((value, i) => {
      const target = value.atRest + load * (value.atFullLoad - value.atRest);
      const follow = 1 - Math.exp(-this.#stepSeconds / value.lagSeconds);
      return this.#values[i]! + (target - this.#values[i]!) * follow;
    });
    this.#counts = PROCESS_COUNTERS[this.#machine.type].map(
      (counter, i) =>
        this.#counts[i]! + (load * counter.perMinuteAtFullLoad * this.#stepSeconds) / 60,
    );
  }

  #payload(): MachinePayload {
    const { type, label } = this.#machine;
    const payload: Record<string, number | string> = {
      machine: label,
      state: stateOf(this.#loadFraction()),
      power_kw: round(this.#powerKw, 3),
      energy_kwh: round(this.#energyKwh, 4),
      power_factor: round(this.#powerFactor, 4),
    };
    for (const [i, value] of PROCESS_VALUES[type].entries()) {
      payload[value.key] = round(this.#noise.gaussian(this.#values[i]!, value.noise), 3);
    }
    for (const [i, counter] of PROCESS_COUNTERS[type].entries()) {
      payload[counter.key] = Math.floor(this.#counts[i]!);
    }
    return payload;
  }

  #loadFraction(): number {
    return Math.min(this.#powerKw / ratedPower(this.#machine), 1.2);
  }
}

function stateOf(loadFraction: number): (typeof MACHINE_STATES)[number] {
  if (loadFraction < OFF_LOAD) return 'Off';
  return loadFraction < IDLE_LOAD ? 'Idle' : 'Running';
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
