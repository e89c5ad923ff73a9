import { checkDomains, isUsable, NO_ISSUES, type Domain, type Issue } from '../quantity.ts';

/** What an argument has to be: a number in a domain, or a column of at least so many numbers. */
export type InputRule = Domain | number;

/**
 * Checks the numbers and columns of an argument object.
 *
 * @param inputs - the arguments; one that is left out (undefined) is not checked
 * @param rules - for a number its domain, for a column its least length; columns of one call are of
 *   one length, and every entry is finite
 * @returns one issue for each argument at fault
 */
export function checkInputs<Inputs extends object>(
  inputs: Inputs,
  rules: Readonly<Partial<Record<keyof Inputs & string, InputRule>>>,
): readonly Issue[] {
  const issues: Issue[] = [];
  let length: number | undefined;
  for (const [name, rule] of Object.entries<InputRule | undefined>(rules)) {
    const input: unknown = inputs[name as keyof Inputs];
    if (input === undefined || rule === undefined) continue;
    if (typeof rule === 'number') {
      const column = input as ArrayLike<number>;
      length ??= column.length;
      issues.push(...columnIssues(name, column, length, rule));
    } else {
      issues.push(...checkDomains({ [name]: input as number }, { [name]: rule }));
    }
  }
  return issues.length > 0 ? issues : NO_ISSUES;
}

function columnIssues(
  parameter: string,
  column: ArrayLike<number>,
  length: number,
  least: number,
): readonly Issue[] {
  const count = column.length;
  if (count !== length || count < least) {
    const expected = count === length ? `at least ${least}` : length;
    return [outOfDomain(parameter, `expected ${expected} entries, got ${count}`)];
  }
  for (let i = 0; i < count; i++) {
    if (Number.isFinite(column[i])) continue;
    return [{ code: 'NOT_FINITE', parameter, message: `${parameter}[${i}] is ${column[i]}` }];
  }
  return NO_ISSUES;
}

/** One issue of an argument that cannot have its value. */
export function outOfDomain(parameter: string, message: string): Issue {
  return { code: 'OUT_OF_DOMAIN', parameter, message: `${parameter}: ${message}` };
}

/** One issue of arguments that leave nothing to solve. */
export function noSolution(parameter: string, message: string): Issue {
  return { code: 'NO_SOLUTION', parameter, message: `${parameter}: ${message}` };
}

/** The issues, and one of a column that falls somewhere (`strictly`: does not rise everywhere). */
export function andOrder(
  issues: readonly Issue[],
  parameter: string,
  column: ArrayLike<number>,
  strictly = false,
): readonly Issue[] {
  for (let i = 1; i < (isUsable(issues) ? column.length : 0); i++) {
    const step = column[i]! - column[i - 1]!;
    if (step > 0 || (step === 0 && !strictly)) continue;
    return [outOfDomain(parameter, `expected ascending entries, got ${column[i]} at ${i}`)];
  }
  return issues;
}

/**
 * Checks a list of columns of one length.
 *
 * @param parameter - name of the list, for its issues
 */
export function checkColumnList(
  parameter: string,
  columns: readonly ArrayLike<number>[],
  length: number,
  least = 1,
): readonly Issue[] {
  return columns.flatMap((column, j) => columnIssues(`${parameter}[${j}]`, column, length, least));
}
