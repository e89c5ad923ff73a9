import { nanColumn } from '../evaluate.ts';
import { isUsable, type Issue } from '../quantity.ts';
import { RANKINE_OF_0F } from '../constants.ts';
import { gasPseudoCritical } from './gas-pseudocritical.ts';
import { leeGonzalezEakinModifiedMu } from './gas-viscosity.ts';
import { gasBg, gasRho, type GasAtTemperature } from './gas-volume.ts';
import { fillRows, type StateColumns } from './state-columns.ts';
import { Z_FORMULAS } from './z-factor.ts';

/** Properties of a gas over a series of pressures and temperatures; each column has shape (n). */
export interface GasColumns {
  readonly zFactor: Float64Array;
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
export const gasColumns = (
  gas: Omit<GasAtTemperature, 'temperatureF'> & StateColumns,
): GasColumns => {
  const { criticalMethod: method = 'piper' } = gas;
  const count = gas.pressuresPsia.length;
  const columns = {
    zFactor: nanColumn(count),
    gasFvf: nanColumn(count),
    gasDensityLbFt3: nanColumn(count),
    gasViscosityCp: nanColumn(count),
  };
  const {
    temperatureR,
    pressurePsia: criticalPsia,
    issues,
  } = gasPseudoCritical({ ...gas, method });
  if (!isUsable(issues)) return { ...columns, issues };
  const formula = Z_FORMULAS[gas.zMethod ?? 'dranchuk-abou-kassem'];
  const ranges = { pressuresPsia: [0, 8000], temperaturesF: [100, 340] } as const;
  const found = fillRows(gas, ranges, (row, pressurePsia, temperatureF) => {
    const zFactor = formula(
      (temperatureF + RANKINE_OF_0F) / temperatureR,
      pressurePsia / criticalPsia,
    );
    const state = { gasGravity: gas.gasGravity, pressurePsia, temperatureF, zFactor };
    columns.zFactor[row] = zFactor;
    columns.gasFvf[row] = gasBg(state);
    columns.gasDensityLbFt3[row] = gasRho(state);
    columns.gasViscosityCp[row] = leeGonzalezEakinModifiedMu(state);
  });
  return { ...columns, issues: [...issues, ...found] };
};
