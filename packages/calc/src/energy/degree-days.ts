import { argumentIssues, outOfDomain } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { FINITE, type Issue } from '../quantity.ts';

const BASES = 'heatingBaseC coolingBaseC';

/** Heating and cooling that the weather asked for, °C·d. */
export interface DegreeDays {
  readonly heating: number;
  readonly cooling: number;
  readonly issues: readonly Issue[];
}

/** Base temperatures; each kind of degree day has its own. */
export interface DegreeDayBases {
  /** Below it a building is heated, °C. */
  readonly heatingBaseC: number;
  /** Above it a building is cooled, °C. */
  readonly coolingBaseC: number;
}

/**
 * Calculates degree days from daily mean temperatures.
 *
 * @param days - mean of each day, °C; shape (n)
 *
 * Source: CIBSE TM41 (2006), mean daily temperatures; ASHRAE Fundamentals.
 */
export const degreeDaysFromMeans = (
  days: DegreeDayBases & { readonly meansC: ArrayLike<number> },
): DegreeDays => {
  const issues = argumentIssues(days, { meansC: FINITE }, BASES);
  return sumDegrees(days, issues, days.meansC, days.meansC);
};

/**
 * Calculates degree days from hourly temperatures.
 *
 * @param hours - temperature of each hour, °C; shape (n)
 *
 * Source: CIBSE TM41 (2006), mean degree hours: the definition, over 24.
 */
export const degreeDaysFromHours = (
  hours: DegreeDayBases & { readonly temperaturesC: ArrayLike<number> },
): DegreeDays => {
  const { temperaturesC } = hours;
  const issues = argumentIssues(hours, { temperaturesC: FINITE }, BASES);
  const { heating, cooling } = sumDegrees(hours, issues, temperaturesC, temperaturesC);
  return { heating: heating / 24, cooling: cooling / 24, issues };
};

/**
 * Calculates degree days from daily highest and lowest temperatures, by the four cases of the UK
 * Met Office.
 *
 * @param days - lowest and highest of each day, °C; both of shape (n)
 *
 * Convention: cooling mirrors heating.
 * Source: CIBSE TM41 (2006), Meteorological Office equations.
 */
export const degreeDaysFromExtremes = (
  days: DegreeDayBases & {
    readonly lowestC: ArrayLike<number>;
    readonly highestC: ArrayLike<number>;
  },
): DegreeDays => {
  const { lowestC, highestC } = days;
  const issues = argumentIssues(days, { lowestC: FINITE, highestC: FINITE }, BASES);
  const reversed = Array.from(lowestC).findIndex((lowest, i) => lowest > highestC[i]!);
  if (reversed >= 0) issues.push(outOfDomain('lowestC', `above the highest on day ${reversed}`));
  return sumDegrees(days, issues, lowestC, highestC);
};

const sumDegrees = (
  { heatingBaseC, coolingBaseC }: DegreeDayBases,
  issues: readonly Issue[],
  lowestC: ArrayLike<number>,
  highestC: ArrayLike<number>,
): DegreeDays => {
  let [heating, cooling] = [0, 0];
  for (let i = 0; i < lowestC.length; i++) {
    heating += degreesOfDay(heatingBaseC - highestC[i]!, heatingBaseC - lowestC[i]!);
    cooling += degreesOfDay(lowestC[i]! - coolingBaseC, highestC[i]! - coolingBaseC);
  }
  return unlessIssues(issues, { heating, cooling });
};

/** Degrees of a day whose temperature is between two distances on the side of the base that counts. */
const degreesOfDay = (least: number, greatest: number): number => {
  if (least >= 0) return (least + greatest) / 2;
  if (greatest <= 0) return 0;
  return greatest > -least ? greatest / 2 + least / 4 : greatest / 4;
};
