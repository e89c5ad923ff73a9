import { type Issue, isUsable } from '../quantity.ts';
import { columnIssues, lengthIssues } from './column-issues.ts';
import { domainIssues } from './correlation.ts';
import { RANKINE_OF_0F } from './crude-oil.ts';
import { criticalPointOf, gasPseudoCritical } from './gas-pseudocritical.ts';
import { gasBg, type GasAtTemperature, gasRho } from './gas-volume.ts';
import { leeGonzalezEakinModifiedMu } from './gas-viscosity.ts';
import { Z_FORMULAS } from './z-factor.ts';

/** Properties of a gas over a series of pressures and temperatures; each column has shape (n). */
export interface GasColumns {
  readonly compressibilityFactor: Float64Array;
  /** ft³/scf. */
  readonly gasFvf: Float64Array;
  readonly gasDensityLbFt3: Float64Array;
  readonly gasViscosityCp: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Compressibility factor, formation volume factor (ft³/scf), density (lb/ft³) and viscosity (cP) of a
 * gas over a series.
 *
 * @param gas - `pressuresPsia` and `temperaturesF` have shape (n); methods as `naturalGasZFactor`
 * @returns columns of shape (n), NaN in rows that are no pressure or temperature; the volume factor
 *   is infinite at 0 psia; one issue for each kind of trouble with the number of its rows
 *
 * Source: as the functions of one point; viscosity by the modified Lee-Gonzalez-Eakin set.
 */
export function gasColumns(
  gas: Omit<GasAtTemperature, 'temperatureF'> & {
    readonly pressuresPsia: Float64Array;
    readonly temperaturesF: Float64Array;
  },
): GasColumns {
  const { pressuresPsia, temperaturesF } = gas;
  const count = pressuresPsia.length;
  const column = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  const columns = {
    compressibilityFactor: column(),
    gasFvf: column(),
    gasDensityLbFt3: column(),
    gasViscosityCp: column(),
  };
  const { issues: critical } = gasPseudoCritical({ ...gas, method: gas.criticalMethod ?? 'piper' });
  const lengths = lengthIssues('temperaturesF', temperaturesF.length, count);
  if (!isUsable(critical) || lengths.length > 0) {
    return { ...columns, issues: [...domainIssues(gas), ...critical, ...lengths] };
  }
  fillColumns(gas, pressuresPsia, temperaturesF, columns);
  const issues = [
    ...critical,
    ...columnIssues({
      parameter: 'pressuresPsia',
      values: pressuresPsia,
      least: 0,
      range: [0, 8000],
    }),
    ...columnIssues({
      parameter: 'temperaturesF',
      values: temperaturesF,
      least: 0,
      range: [100, 340],
    }),
  ];
  return { ...columns, issues };
}

function fillColumns(
  gas: Omit<GasAtTemperature, 'temperatureF'>,
  pressuresPsia: Float64Array,
  temperaturesF: Float64Array,
  columns: Omit<GasColumns, 'issues'>,
): void {
  const formula = Z_FORMULAS[gas.zMethod ?? 'dranchuk-abou-kassem'];
  const [criticalR, criticalPsia] = criticalPointOf(gas, gas.criticalMethod ?? 'piper');
  const { gasGravity } = gas;
  for (let row = 0; row < pressuresPsia.length; row++) {
    const pressurePsia = pressuresPsia[row]!;
    const temperatureF = temperaturesF[row]!;
    if (!(pressurePsia >= 0 && temperatureF >= 0)) continue;
    if (pressurePsia === Infinity || temperatureF === Infinity) continue;
    const compressibilityFactor = formula(
      (temperatureF + RANKINE_OF_0F) / criticalR,
      pressurePsia / criticalPsia,
    );
    const state = { gasGravity, pressurePsia, temperatureF, compressibilityFactor };
    columns.compressibilityFactor[row] = compressibilityFactor;
    columns.gasFvf[row] = gasBg(state);
    columns.gasDensityLbFt3[row] = gasRho(state);
    columns.gasViscosityCp[row] = leeGonzalezEakinModifiedMu(state);
  }
}
