import { columnIssues, issue, outOfDomain } from '../argument-issues.ts';
import type { Issue } from '../quantity.ts';

/** Pressures and temperatures of a series, shape (n) each. */
export interface StateColumns {
  readonly pressuresPsia: Float64Array;
  readonly temperaturesF: Float64Array;
}

type Range = readonly [low: number, high: number];

const ANY: Range = [0, Infinity];

/**
 * Runs over the rows that are a pressure and a temperature.
 *
 * @param fill - receives each such row
 * @returns one issue for each kind of trouble, with the number of its rows
 */
export const fillRows = (
  states: StateColumns,
  ranges: { readonly pressuresPsia?: Range; readonly temperaturesF?: Range | undefined },
  fill: (row: number, pressurePsia: number, temperatureF: number) => void,
): readonly Issue[] => {
  const { pressuresPsia, temperaturesF } = states;
  const count = pressuresPsia.length;
  const lengthIssues = columnIssues('temperaturesF', temperaturesF, count, count);
  if (lengthIssues.length > 0) return lengthIssues;
  for (let row = 0; row < count; row++) {
    const [pressure, temperature] = [pressuresPsia[row]!, temperaturesF[row]!];
    if (isState(pressure) && isState(temperature)) fill(row, pressure, temperature);
  }
  return [
    ...rowIssues('pressuresPsia', pressuresPsia, ranges.pressuresPsia),
    ...rowIssues('temperaturesF', temperaturesF, ranges.temperaturesF),
  ];
};

const isState = (value: number): boolean => value >= 0 && value < Infinity;

const rowIssues = (
  name: string,
  values: Float64Array,
  [low, high]: Range = ANY,
): readonly Issue[] => {
  let [refused, outside] = [0, 0];
  for (const value of values) {
    if (!isState(value)) refused++;
    else if (value < low || value > high) outside++;
  }
  const issues: Issue[] = [];
  if (refused > 0) issues.push(outOfDomain(name, `expected at least 0, ${refused} rows are not`));
  if (outside > 0) {
    issues.push(issue('EXTRAPOLATED', name, `expected ${low} to ${high}, ${outside} rows are not`));
  }
  return issues;
};
