import { isUsable, type Issue } from '../quantity.ts';
import {
  type BlackOil,
  blackOilModel,
  type BlackOilState,
  emptyBlackOilState,
  solutionSet,
} from './black-oil-model.ts';
import { columnIssues, lengthIssues } from './column-issues.ts';
import { domainIssues, rangeIssues } from './correlation.ts';
import { gravityAt100Psig } from './vazquez-beggs-oil.ts';

/** Separator that the gas gravity was measured at. */
export interface Separator {
  readonly separatorTemperatureF?: number;
  readonly separatorPressurePsia?: number;
}

/** Properties of a black oil at a pressure and a temperature. */
export type BlackOilProperties = Readonly<BlackOilState> & { readonly issues: readonly Issue[] };

/** Gas gravity that the correlations take: Vazquez and Beggs refer it to a separator at 100 psig. */
function withSeparator(oil: BlackOil & Separator): BlackOil {
  const { separatorTemperatureF, separatorPressurePsia } = oil;
  if (oil.methods?.solution !== 'vazquez-beggs') return oil;
  if (separatorTemperatureF === undefined || separatorPressurePsia === undefined) return oil;
  return {
    ...oil,
    gasGravity: gravityAt100Psig({ ...oil, separatorTemperatureF, separatorPressurePsia }),
  };
}

/** Which of the oil's numbers lie outside the data of the author of its solution correlations. */
function oilRangeIssues(
  oil: BlackOil,
  state?: { readonly temperatureF: number; readonly bubblePointPsia: number },
): readonly Issue[] {
  const { oilApi, gasGravity, bubblePointGorScfStb } = oil;
  const values = {
    ...state,
    oilApi,
    gasGravity,
    gasGravity100Psig: gasGravity,
    solutionGorScfStb: bubblePointGorScfStb,
  };
  return rangeIssues(values, solutionSet(oil.methods?.solution).ranges);
}

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
export function blackOilProperties(
  oil: BlackOil & Separator & { readonly pressurePsia: number; readonly temperatureF: number },
): BlackOilProperties {
  const state = emptyBlackOilState();
  const impossible = domainIssues(oil);
  if (!isUsable(impossible)) return { ...state, issues: impossible };
  const adjusted = withSeparator(oil);
  blackOilModel(adjusted)(oil.pressurePsia, oil.temperatureF, state);
  if (Number.isFinite(state.oilViscosityCp) && Number.isFinite(state.oilFvf)) {
    const { temperatureF } = oil;
    const { bubblePointPsia } = state;
    return { ...state, issues: oilRangeIssues(adjusted, { temperatureF, bubblePointPsia }) };
  }
  const issue: Issue = {
    code: 'OUT_OF_DOMAIN',
    parameter: 'temperatureF',
    message: `temperatureF: the correlations have no value at ${oil.temperatureF} °F and ${oil.oilApi} °API`,
  };
  return { ...state, issues: [issue] };
}

/** Properties of a black oil over a series of pressures and temperatures; each column has shape (n). */
export interface BlackOilColumns {
  readonly bubblePointPsia: Float64Array;
  readonly solutionGorScfStb: Float64Array;
  readonly oilFvf: Float64Array;
  readonly oilViscosityCp: Float64Array;
  readonly oilDensityLbFt3: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Properties of a black oil over a series, as {@link blackOilProperties} row by row without its objects.
 *
 * @param oil - `pressuresPsia` and `temperaturesF` have shape (n)
 * @returns columns of shape (n), NaN in rows that are no pressure or temperature; one issue for
 *   each kind of trouble with the number of its rows
 */
export function blackOilColumns(
  oil: BlackOil &
    Separator & { readonly pressuresPsia: Float64Array; readonly temperaturesF: Float64Array },
): BlackOilColumns {
  const { pressuresPsia, temperaturesF } = oil;
  const count = pressuresPsia.length;
  const column = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  const columns = {
    bubblePointPsia: column(),
    solutionGorScfStb: column(),
    oilFvf: column(),
    oilViscosityCp: column(),
    oilDensityLbFt3: column(),
  };
  const impossible = [
    ...domainIssues(oil),
    ...lengthIssues('temperaturesF', temperaturesF.length, count),
  ];
  if (impossible.length > 0) return { ...columns, issues: impossible };
  const adjusted = withSeparator(oil);
  const { temperatureF } = solutionSet(oil.methods?.solution).ranges;
  const issues = [
    ...columnIssues({ parameter: 'pressuresPsia', values: pressuresPsia, least: 0 }),
    ...columnIssues({
      parameter: 'temperaturesF',
      values: temperaturesF,
      least: 0,
      range: temperatureF,
    }),
    ...oilRangeIssues(adjusted),
  ];
  fillColumns(adjusted, pressuresPsia, temperaturesF, columns);
  return { ...columns, issues };
}

function fillColumns(
  oil: BlackOil,
  pressuresPsia: Float64Array,
  temperaturesF: Float64Array,
  columns: Omit<BlackOilColumns, 'issues'>,
): void {
  const evaluate = blackOilModel(oil);
  const state = emptyBlackOilState();
  for (let row = 0; row < pressuresPsia.length; row++) {
    const pressurePsia = pressuresPsia[row]!;
    const temperatureF = temperaturesF[row]!;
    if (!(pressurePsia >= 0 && temperatureF >= 0)) continue;
    if (pressurePsia === Infinity || temperatureF === Infinity) continue;
    evaluate(pressurePsia, temperatureF, state);
    columns.bubblePointPsia[row] = state.bubblePointPsia;
    columns.solutionGorScfStb[row] = state.solutionGorScfStb;
    columns.oilFvf[row] = state.oilFvf;
    columns.oilViscosityCp[row] = state.oilViscosityCp;
    columns.oilDensityLbFt3[row] = state.oilDensityLbFt3;
  }
}
