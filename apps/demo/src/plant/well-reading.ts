/** Values of the instruments of a well. */
export interface WellMeasurements {
  tubingPressurePsi: number;
  casingPressurePsi: number;
  flowlinePressurePsi: number;
  wellheadTemperatureDegF: number;
  chokePercent: number;
  oilRateBpd: number;
  /** Thousands of standard cubic feet a day. */
  gasRateMscfd: number;
  waterRateBpd: number;
  pumpFrequencyHz: number;
  motorCurrentA: number;
}

/** Report of the controller of a well at one step. */
export interface WellReading extends Readonly<WellMeasurements> {
  readonly pumpRunning: boolean;
  readonly pumpTripped: boolean;
  readonly remoteControl: boolean;
  readonly casingPressureHigh: boolean;
  readonly pumpStarts: number;
  readonly runningSeconds: number;
}
