import { createSeededRandom, createWander, type SeededRandom } from './seeded-random.ts';
import { motorCurrent, rateThroughChoke, tubingPressure } from './rate-through-choke.ts';
import type { WellDesign } from './well-design.ts';
import type { WellMeasurements, WellReading } from './well-reading.ts';
import type { Well } from './wells.ts';

/** Time of a step of the well's simulation. */
export const WELL_STEP_MS = 250;

const STEPS_PER_SECOND = 1000 / WELL_STEP_MS;
const seconds = (count: number): number => Math.round(count * STEPS_PER_SECOND);

// A real pad needs minutes to hours for what follows; a demo is watched for a minute.
const RATE_LAG_STEPS = seconds(6);
const TEMPERATURE_LAG_STEPS = seconds(45);
const CASING_LAG_STEPS = seconds(40);
const CASING_BUILD_UP_PSI = 240;
const CASING_HIGH_PSI = 100;
const RAMP_UP_HZ = 3 / STEPS_PER_SECOND;
const COAST_DOWN_HZ = 30 / STEPS_PER_SECOND;
const CHOKE_TRAVEL_PERCENT = 0.5 / STEPS_PER_SECOND;
const HEADER_PRESSURE_PSI = 150;
const SURFACE_TEMPERATURE_DEG_F = 72;

/** Standard deviations of the instruments' noise: of the value (fraction) or absolute. */
const NOISE = {
  pressurePsi: 0.4,
  temperatureDegF: 0.05,
  rate: 0.006,
  frequencyHz: 0.015,
  currentA: 0.12,
};

/** Instruments that stick now and then. */
const FREEZING = ['tubingPressurePsi', 'wellheadTemperatureDegF', 'gasRateMscfd'] as const;

/** A well with an electric pump, step by step: the same seed and well give the same readings. */
export class WellModel {
  readonly #design: WellDesign;
  readonly #random: SeededRandom;
  readonly #noise: SeededRandom;
  readonly #headerWander: () => number;
  readonly #slugging: () => number;
  readonly #productivityDrift: () => number;
  readonly #waterCutDrift: () => number;
  readonly #gasDrift: () => number;

  #step = 0;
  #reading: WellReading;
  #rateBpd: number;
  #frequencyHz: number;
  #frequencyTargetHz: number;
  #chokePercent: number;
  #chokeTargetPercent: number;
  #casingPressurePsi: number;
  #temperatureDegF: number;
  #pumpStarts: number;
  #runningSteps: number;
  #tripAt: number;
  #restartAt = 0;
  #tripped = false;
  #operatorAt: number;
  #freezeAt: number;
  #thawAt = 0;
  #frozen: (typeof FREEZING)[number] | undefined;

  constructor(options: { readonly seed: number; readonly well: Well }) {
    const { seed, well } = options;
    const { design } = well;
    const random = createSeededRandom(seed, well.name);
    const drift = createSeededRandom(seed, `${well.name}/drift`);
    this.#design = design;
    this.#random = random;
    this.#noise = createSeededRandom(seed, `${well.name}/noise`);
    // The wells share a header, so they share the stream of its pressure.
    this.#headerWander = createWander(createSeededRandom(seed, 'header'), wander(4, 40));
    this.#slugging = createWander(drift, wander(0.012, 4));
    this.#productivityDrift = createWander(drift, wander(0.015, 600));
    this.#waterCutDrift = createWander(drift, wander(0.012, 900));
    this.#gasDrift = createWander(drift, wander(0.04, 300));
    this.#frequencyHz = this.#frequencyTargetHz = design.frequencyHz;
    this.#chokePercent = this.#chokeTargetPercent = design.chokePercent;
    this.#casingPressurePsi = design.casingPressurePsi;
    this.#rateBpd = rateThroughChoke(design, {
      chokePercent: design.chokePercent,
      flowlinePressurePsi: HEADER_PRESSURE_PSI,
      pumpFrequencyHz: design.frequencyHz,
    });
    this.#temperatureDegF = wellheadTemperature(design, this.#rateBpd);
    this.#pumpStarts = Math.round(random.uniform(4, 60));
    this.#runningSteps = seconds(Math.round(random.uniform(2_000, 14_000) * 3600));
    this.#tripAt = seconds(random.uniform(40, 400));
    this.#operatorAt = seconds(random.uniform(15, 120));
    this.#freezeAt = seconds(random.uniform(20, 200));
    this.#reading = this.#measure();
  }

  /** The reading at a step, counted from 0; steps before the last one asked for are gone. */
  advanceTo(step: number): WellReading {
    while (this.#step < step) {
      this.#step += 1;
      this.#operate();
      this.#runPump();
      this.#flow();
      this.#reading = this.#measure();
    }
    return this.#reading;
  }

  /** Does what people do at a well: sets another pump frequency or another choke opening. */
  #operate(): void {
    if (this.#step < this.#operatorAt) return;
    const random = this.#random;
    this.#operatorAt = this.#step + seconds(random.uniform(60, 200));
    if (random.uniform(0, 1) < 0.5) {
      this.#frequencyTargetHz = this.#design.frequencyHz + Math.round(random.uniform(-4, 4)) / 2;
    } else {
      this.#chokeTargetPercent = this.#design.chokePercent + Math.round(random.uniform(-6, 6));
    }
  }

  /** Trips and starts the pump when their time has come, and moves frequency and choke to their targets. */
  #runPump(): void {
    const random = this.#random;
    if (!this.#tripped && this.#step >= this.#tripAt) {
      this.#tripped = true;
      this.#restartAt = this.#step + seconds(random.uniform(25, 50));
    } else if (this.#tripped && this.#step >= this.#restartAt) {
      this.#tripped = false;
      this.#pumpStarts += 1;
      this.#tripAt = this.#step + seconds(random.uniform(300, 900));
    }
    const target = this.#tripped ? 0 : this.#frequencyTargetHz;
    this.#frequencyHz = moveTowards(this.#frequencyHz, target, RAMP_UP_HZ, COAST_DOWN_HZ);
    this.#chokePercent = moveTowards(
      this.#chokePercent,
      this.#chokeTargetPercent,
      CHOKE_TRAVEL_PERCENT,
      CHOKE_TRAVEL_PERCENT,
    );
    if (!this.#tripped) this.#runningSteps += 1;
  }

  /** Rate, temperature and annulus follow the pump, each at its own pace. */
  #flow(): void {
    const design = this.#design;
    const balance = rateThroughChoke(design, {
      chokePercent: this.#chokePercent,
      flowlinePressurePsi: HEADER_PRESSURE_PSI,
      pumpFrequencyHz: this.#frequencyHz,
    });
    const drifted = balance * (1 + this.#productivityDrift());
    this.#rateBpd += (drifted - this.#rateBpd) / RATE_LAG_STEPS;
    const temperature = wellheadTemperature(design, this.#rateBpd);
    this.#temperatureDegF += (temperature - this.#temperatureDegF) / TEMPERATURE_LAG_STEPS;
    const casing = design.casingPressurePsi + (this.#tripped ? CASING_BUILD_UP_PSI : 0);
    this.#casingPressurePsi += (casing - this.#casingPressurePsi) / CASING_LAG_STEPS;
  }

  #measure(): WellReading {
    const measurements = this.#measurements();
    this.#freeze(measurements);
    return {
      ...measurements,
      pumpRunning: this.#frequencyHz > 0,
      pumpTripped: this.#tripped,
      // Before a restart somebody stands at the panel.
      remoteControl: !(this.#tripped && this.#restartAt - this.#step < seconds(10)),
      casingPressureHigh:
        this.#casingPressurePsi > this.#design.casingPressurePsi + CASING_HIGH_PSI,
      pumpStarts: this.#pumpStarts,
      runningSeconds: Math.floor(this.#runningSteps / STEPS_PER_SECOND),
    };
  }

  #measurements(): WellMeasurements {
    const design = this.#design;
    const flowlinePressurePsi = HEADER_PRESSURE_PSI + this.#headerWander();
    const liquid = this.#rateBpd * Math.max(0, 1 + this.#slugging());
    const waterCut = Math.min(Math.max(design.waterCut + this.#waterCutDrift(), 0), 1);
    const oil = liquid * (1 - waterCut);
    const gas = (oil * design.gasOilRatioScf * (1 + this.#gasDrift())) / 1000;
    const tubing = tubingPressure(design, {
      rateBpd: liquid,
      chokePercent: this.#chokePercent,
      flowlinePressurePsi,
    });
    const running = this.#frequencyHz > 0;
    const current = motorCurrent(design, this.#frequencyHz, this.#rateBpd);
    return {
      tubingPressurePsi: this.#noisy(tubing, NOISE.pressurePsi),
      casingPressurePsi: this.#noisy(this.#casingPressurePsi, NOISE.pressurePsi),
      flowlinePressurePsi: this.#noisy(flowlinePressurePsi, NOISE.pressurePsi),
      wellheadTemperatureDegF: this.#noisy(this.#temperatureDegF, NOISE.temperatureDegF),
      chokePercent: this.#chokePercent,
      oilRateBpd: this.#noisy(oil, oil * NOISE.rate),
      gasRateMscfd: this.#noisy(gas, gas * NOISE.rate),
      waterRateBpd: this.#noisy(liquid * waterCut, liquid * waterCut * NOISE.rate),
      pumpFrequencyHz: this.#noisy(this.#frequencyHz, running ? NOISE.frequencyHz : 0),
      motorCurrentA: this.#noisy(current, running ? NOISE.currentA : 0),
    };
  }

  /** Lets an instrument show its last value for a while, as a blocked impulse line does. */
  #freeze(measurements: WellMeasurements): void {
    const random = this.#random;
    if (this.#frozen === undefined && this.#step >= this.#freezeAt) {
      this.#frozen = FREEZING[Math.floor(random.uniform(0, FREEZING.length))];
      this.#thawAt = this.#step + seconds(random.uniform(15, 40));
    } else if (this.#frozen !== undefined && this.#step >= this.#thawAt) {
      this.#frozen = undefined;
      this.#freezeAt = this.#step + seconds(random.uniform(120, 400));
    }
    if (this.#frozen !== undefined) measurements[this.#frozen] = this.#reading[this.#frozen];
  }

  #noisy(value: number, deviation: number): number {
    return Math.max(0, this.#noise.gaussian(value, deviation));
  }
}

function wander(deviation: number, relaxationSeconds: number) {
  return { deviation, relaxationSteps: relaxationSeconds * STEPS_PER_SECOND };
}

/** The faster the fluid rises, the less of its heat stays underground. */
function wellheadTemperature(design: WellDesign, rateBpd: number): number {
  const gain = 0.82 * (design.reservoirTemperatureDegF - SURFACE_TEMPERATURE_DEG_F);
  return SURFACE_TEMPERATURE_DEG_F + gain * (1 - Math.exp(-rateBpd / 650));
}

function moveTowards(value: number, target: number, stepUp: number, stepDown: number): number {
  return value < target ? Math.min(target, value + stepUp) : Math.max(target, value - stepDown);
}
