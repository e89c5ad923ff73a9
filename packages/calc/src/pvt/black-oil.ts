import { argumentIssues, outOfDomain, rangeIssues } from '../argument-issues.ts';
import { nanColumn, unlessIssues } from '../evaluate.ts';
import type { Issue } from '../quantity.ts';
import {
  type BlackOil,
  blackOilModel,
  type BlackOilState,
  emptyBlackOilState,
  solutionSet,
} from './black-oil-model.ts';
import { PVT_DOMAINS } from './correlation.ts';
import { fillRows, type StateColumns } from './state-columns.ts';
import { gravityAt100Psig } from './vazquez-beggs-oil.ts';

/** Separator that the gas gravity was measured at. */
export interface Separator {
  readonly separatorTemperatureF?: number;
  readonly separatorPressurePsia?: number;
}

/** Properties of a black oil at a pressure and a temperature. */
export type BlackOilProperties = Readonly<BlackOilState> & { readonly issues: readonly Issue[] };

/** Gas gravity that the correlations take: Vazquez and Beggs refer it to a separator at 100 psig. */
const withSeparator = (oil: BlackOil & Separator): BlackOil => {
  const { separatorTemperatureF, separatorPressurePsia } = oil;
  if (oil.methods?.solution !== 'vazquez-beggs') return oil;
  if (separatorTemperatureF === undefined || separatorPressurePsia === undefined) return oil;
  return {
    ...oil,
    gasGravity: gravityAt100Psig({ ...oil, separatorTemperatureF, separatorPressurePsia }),
  };
};

/** Which of the oil's numbers lie outside the data of the author of its solution correlations. */
const oilRangeIssues = (oil: BlackOil, state: object): readonly Issue[] => {
  return rangeIssues(
    {
      ...state,
      oilApi: oil.oilApi,
      gasGravity: oil.gasGravity,
      gasGravity100Psig: oil.gasGravity,
      solutionGorScfStb: oil.bubblePointGorScfStb,
    },
    solutionSet(oil.methods?.solution).ranges,
  );
};

/**
 * Properties of a black oil at a pressure and a temperature: bubble point (psia), solution gas
 * (scf/STB), formation volume factor (rb/STB), viscosity (cP), density (lb/ft³), compressibility
 * above the bubble point (1/psi, NaN below) and surface tension (dyn/cm).
 *
 * @param oil - API and gas gravity, gas-oil ratio at the bubble point in scf/STB, pressure in psia,
 *   temperature in °F; `methods` picks authors (Standing, Beggs-Robinson, Vazquez-Beggs when absent);
 *   the separator corrects the gas gravity of Vazquez and Beggs, without it the gravity is taken as of 100 psig
 *
 * Convention: above the bubble point volume follows co = A/p of Vazquez and Beggs integrated from
 * the bubble point; volume and viscosity are continuous there.
 * Validity: of the author of `methods.solution`; what lies outside is reported.
 * Source: the functions named by the methods.
 */
export const blackOilProperties = (
  oil: BlackOil & Separator & { readonly pressurePsia: number; readonly temperatureF: number },
): BlackOilProperties => {
  const state = emptyBlackOilState();
  const { temperatureF } = oil;
  const adjusted = withSeparator(oil);
  blackOilModel(adjusted)(oil.pressurePsia, temperatureF, state);
  const issues = argumentIssues(oil, PVT_DOMAINS, 'oilApi gasGravity bubblePointGorScfStb');
  if (issues.length === 0 && !Number.isFinite(state.oilViscosityCp * state.oilFvf)) {
    issues.push(
      outOfDomain('temperatureF', `no correlation at ${temperatureF} °F, ${oil.oilApi} °API`),
    );
  }
  if (issues.length > 0) return unlessIssues(issues, state);

  return {
    ...state,
    issues: oilRangeIssues(adjusted, { temperatureF, bubblePointPsia: state.bubblePointPsia }),
  };
};

/** Properties of a black oil over a series of pressures and temperatures; each column has shape (n). */
export type BlackOilColumns = Readonly<Record<keyof BlackOilState, Float64Array>> & {
  readonly issues: readonly Issue[];
};

/**
 * Properties of a black oil over a series, as {@link blackOilProperties} row by row without its objects.
 *
 * @param oil - `pressuresPsia` and `temperaturesF` have shape (n)
 * @returns columns of shape (n), NaN in rows that are no pressure or temperature; one issue for
 *   each kind of trouble with the number of its rows
 */
export const blackOilColumns = (oil: BlackOil & Separator & StateColumns): BlackOilColumns => {
  const state = emptyBlackOilState();
  // The names are those of the state, and each has a column.
  const names = Object.keys(state) as (keyof BlackOilState)[];
  const columns = Object.fromEntries(
    names.map((name) => [name, nanColumn(oil.pressuresPsia.length)]),
  ) as Record<keyof BlackOilState, Float64Array>;
  const issues = argumentIssues(oil, PVT_DOMAINS, 'oilApi gasGravity bubblePointGorScfStb');
  if (issues.length > 0) return { ...columns, issues };
  const adjusted = withSeparator(oil);
  const { temperatureF: temperaturesF } = solutionSet(oil.methods?.solution).ranges;
  const fillState = blackOilModel(adjusted);
  const found = fillRows(oil, { temperaturesF }, (row, pressurePsia, temperatureF) => {
    fillState(pressurePsia, temperatureF, state);
    for (const name of names) columns[name][row] = state[name];
  });
  return { ...columns, issues: [...found, ...oilRangeIssues(adjusted, {})] };
};
