/** A crude and the gas that is dissolved in it, at reservoir temperature. */
export interface CrudeOil {
  readonly temperatureF: number;
  readonly oilApi: number;
  /** Specific gravity of the gas (air = 1). */
  readonly gasGravity: number;
}

/** A crude at a pressure at or below its bubble point. */
export interface CrudeOilAtPressure extends CrudeOil {
  readonly pressurePsia: number;
}

/** A crude with a known amount of dissolved gas. */
export interface CrudeOilWithGas extends CrudeOil {
  readonly solutionGorScfStb: number;
}
