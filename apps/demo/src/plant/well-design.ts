/** Constants of a well that an electric submersible pump produces. */
export interface WellDesign {
  readonly reservoirPressurePsi: number;
  /** Liquid rate with nothing to hold the well back (absolute open flow), bbl/d. */
  readonly openFlowBpd: number;
  /** True vertical depth of the perforations, ft. */
  readonly depthFt: number;
  /** Weight of the fluid in the tubing. */
  readonly gradientPsiPerFt: number;
  /** Pressure that the pump adds at 60 Hz with its outlet shut. */
  readonly pumpShutInRisePsi: number;
  /** How much of it is lost with the square of the rate, psi/(bbl/d)². */
  readonly pumpLossPsiPerBpd2: number;
  readonly ratedPowerHp: number;
  readonly ratedCurrentA: number;
  /** Rate through the wide open choke at 1 psi of pressure drop, bbl/d. */
  readonly chokeCapacityBpd: number;
  readonly waterCut: number;
  /** Gas per barrel of oil, scf. */
  readonly gasOilRatioScf: number;
  readonly reservoirTemperatureDegF: number;
  /** Annulus pressure while the well produces. */
  readonly casingPressurePsi: number;
  readonly frequencyHz: number;
  readonly chokePercent: number;
}
