import { evaluateFields } from '../evaluate.ts';
import { log10, max } from '../math.ts';
import type { Issue } from '../quantity.ts';

/** Bingham plastic: a straight line of stress over shear rate. */
export interface BinghamMud {
  readonly model: 'bingham';
  /** Plastic viscosity, more than 0, cP. */
  readonly plasticViscosityCp: number;
  /** Yield point, 0 or more, lbf/100 ft². */
  readonly yieldPointLbfPer100Ft2: number;
}

/** Power law fluid of Applied Drilling Engineering. */
export interface PowerLawMud {
  readonly model: 'powerLaw';
  /** Flow behaviour index n, more than 0. */
  readonly flowIndex: number;
  /** Consistency index K in equivalent centipoise (the viscosity at 1 1/s). */
  readonly consistencyEqCp: number;
}

/** Power law of API RP 13D (1995): one line for the pipe, another for the slow annulus. */
export interface ApiPowerLawMud {
  readonly model: 'apiPowerLaw';
  readonly pipeFlowIndex: number;
  /** Consistency in the pipe, dyn sⁿ/cm². */
  readonly pipeConsistencyDynSnPerCm2: number;
  readonly annulusFlowIndex: number;
  /** Consistency in the annulus, dyn sⁿ/cm². */
  readonly annulusConsistencyDynSnPerCm2: number;
}

/** Herschel-Bulkley fluid of API RP 13D (2006): a power law above a yield stress. */
export interface HerschelBulkleyMud {
  readonly model: 'herschelBulkley';
  /** Yield stress in degrees of the viscometer's dial (1 degree = 1.066 lbf/100 ft²), 0 or more. */
  readonly yieldStressDial: number;
  readonly flowIndex: number;
  /** Consistency, degrees sⁿ. */
  readonly consistencyDialSn: number;
}

/** A mud as one of the models that the losses are computed for. */
export type MudRheology = BinghamMud | PowerLawMud | ApiPowerLawMud | HerschelBulkleyMud;

/** Issues of a rheology from dial readings. */
export interface WithIssues {
  readonly issues: readonly Issue[];
}

/** Readings at 600 and 300 rpm of a viscometer with R1 rotor, B1 bob and F1 spring, degrees. */
export interface FastDialReadings {
  /** More than the reading at 300 rpm. */
  readonly dial600: number;
  /** More than 0. */
  readonly dial300: number;
}

/**
 * Finds plastic viscosity (cP) and yield point (lbf/100 ft²) from two dial readings.
 *
 * @param input - readings at 600 and 300 rpm; a yield point below 0 (dilatant) has no Bingham model
 *
 * Source: A.T. Bourgoyne et al., Applied Drilling Engineering (SPE Textbook 2, 1986), chapter 4.
 */
export const binghamRheology = (input: FastDialReadings): BinghamMud & WithIssues => {
  const found = evaluateFields(
    input,
    ({ dial600, dial300 }) => ({
      plasticViscosityCp: dial600 - dial300,
      yieldPointLbfPer100Ft2: 2 * dial300 - dial600,
    }),
    { dial600: { above: input.dial300, max: 2 * input.dial300 } },
  );
  return { model: 'bingham', ...found };
};

/**
 * Finds the flow behaviour index and the consistency (equivalent cP) of a power law from two dial readings.
 *
 * @param input - readings at 600 and 300 rpm
 *
 * Convention: the published constants 3.32 and 510, not their exact values 3.3219 and 511.
 * Source: Bourgoyne et al. (1986), chapter 4.
 */
export const powerLawRheology = (input: FastDialReadings): PowerLawMud & WithIssues => {
  const found = evaluateFields(
    input,
    (given) => {
      const flowIndex = 3.32 * log10(given.dial600 / given.dial300);
      return { flowIndex, consistencyEqCp: (510 * given.dial300) / 511 ** flowIndex };
    },
    { dial600: { above: input.dial300 } },
  );
  return { model: 'powerLaw', ...found };
};

/**
 * Finds the two power laws of API RP 13D (1995): 600 and 300 rpm for the pipe, 100 and 3 rpm for the annulus.
 *
 * @param input.dial3 - reading at 3 rpm, more than 0
 * @param input.dial100 - reading at 100 rpm; without it the annulus is found from 300 and 3 rpm
 *
 * Source: API RP 13D, 3rd edition (1995), rheological parameters; with 0.657 = 1/log(100/3) and 0.5 = 1/log(300/3).
 */
export const apiPowerLawRheology = (
  input: FastDialReadings & { readonly dial3: number; readonly dial100?: number },
): ApiPowerLawMud & WithIssues => {
  const isFrom300 = input.dial100 === undefined;
  const found = evaluateFields(
    { dial100: input.dial300, ...input },
    (given) => {
      const pipeFlowIndex = 3.32 * log10(given.dial600 / given.dial300);
      const annulusFlowIndex = (isFrom300 ? 0.5 : 0.657) * log10(given.dial100 / given.dial3);
      return {
        pipeFlowIndex,
        pipeConsistencyDynSnPerCm2: (5.11 * given.dial600) / 1022 ** pipeFlowIndex,
        annulusFlowIndex,
        annulusConsistencyDynSnPerCm2:
          (5.11 * given.dial100) / (isFrom300 ? 511 : 170.2) ** annulusFlowIndex,
      };
    },
    { dial600: { above: input.dial300 }, dial100: { above: input.dial3 } },
  );
  return { model: 'apiPowerLaw', ...found };
};

/**
 * Finds yield stress (dial degrees), flow index and consistency of a Herschel-Bulkley mud from four readings.
 *
 * @param input.dial6 - reading at 6 rpm, 0 or more
 * @param input.dial3 - reading at 3 rpm, 0 or more
 *
 * Convention: yield stress = 2 θ3 - θ6, and 0 where that is negative; the published constant 3.32.
 * Source: API RP 13D, 5th edition (2006), simplified Herschel-Bulkley parameters.
 */
export const herschelBulkleyRheology = (
  input: FastDialReadings & { readonly dial6: number; readonly dial3: number },
): HerschelBulkleyMud & WithIssues => {
  const { dial300 } = input;
  const found = evaluateFields(
    input,
    (given) => {
      const yieldStressDial = max(0, 2 * given.dial3 - given.dial6);
      const aboveYield = given.dial300 - yieldStressDial;
      const flowIndex = 3.32 * log10((given.dial600 - yieldStressDial) / aboveYield);
      return { yieldStressDial, flowIndex, consistencyDialSn: aboveYield / 511 ** flowIndex };
    },
    { dial600: { above: dial300 }, dial6: { min: 0, max: dial300 } },
  );
  return { model: 'herschelBulkley', ...found };
};
