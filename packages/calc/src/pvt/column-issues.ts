import { type Issue } from '../quantity.ts';

/** Counts the rows of a column that are no physical value, and those outside a range. */
export interface ColumnCheck {
  readonly parameter: string;
  readonly values: Float64Array;
  readonly least: number;
  readonly range?: readonly [low: number, high: number] | undefined;
}

function rowsIssue(
  check: ColumnCheck,
  code: Issue['code'],
  count: number,
  expected: string,
): Issue {
  const { parameter, values } = check;
  return {
    code,
    parameter,
    message: `${parameter}: expected ${expected}, ${count} of ${values.length} rows are not`,
  };
}

/** One issue for each kind of trouble in a column, with the number of rows. */
export function columnIssues(check: ColumnCheck): readonly Issue[] {
  const { values, least, range } = check;
  let refused = 0;
  let outside = 0;
  for (const value of values) {
    if (!(value >= least && value < Infinity)) refused++;
    else if (range !== undefined && (value < range[0] || value > range[1])) outside++;
  }
  const issues: Issue[] = [];
  if (refused > 0) issues.push(rowsIssue(check, 'OUT_OF_DOMAIN', refused, `at least ${least}`));
  if (range !== undefined && outside > 0) {
    issues.push(rowsIssue(check, 'EXTRAPOLATED', outside, `${range[0]} to ${range[1]}`));
  }
  return issues;
}

/** A message when two columns of one call have different lengths. */
export function lengthIssues(
  parameter: string,
  length: number,
  expected: number,
): readonly Issue[] {
  if (length === expected) return [];
  return [
    {
      code: 'OUT_OF_DOMAIN',
      parameter,
      message: `${parameter}: expected ${expected} rows, got ${length}`,
    },
  ];
}
