import { argumentIssues, columnIssues, outOfDomain } from '../evaluate.ts';
import { max } from '../math.ts';
import { FINITE, isUsable, NO_ISSUES, type Domain, type Issue } from '../quantity.ts';

/** What an argument has to be: a number or a column of numbers in a domain, or a column of at least so many. */
export type InputRule = Domain | number;

/**
 * Checks the numbers and columns of an argument object.
 *
 * @param inputs - the arguments; one that is left out (undefined) is not checked
 * @param rules - a domain, or for a column its least length (1 when a domain is given); columns of one
 *   call are of one length, and every entry is finite
 * @returns one issue for each argument at fault
 */
export const checkInputs = <Inputs extends object>(
  inputs: Inputs,
  rules: Readonly<Partial<Record<keyof Inputs & string, InputRule>>>,
): readonly Issue[] => {
  let length: number | undefined;
  return Object.entries<InputRule | undefined>(rules).flatMap(([name, rule]) => {
    const input: unknown = inputs[name as keyof Inputs];
    if (input === undefined || rule === undefined) return NO_ISSUES;
    if (typeof input === 'number')
      return argumentIssues({ [name]: input }, { [name]: rule as Domain });
    const column = input as ArrayLike<number>;
    const [least, domain] = typeof rule === 'number' ? [rule, FINITE] : [1, rule];
    return columnIssues(name, column, max((length ??= column.length), least), domain);
  });
};

/** The issues, and one of a column that falls somewhere (`strictly`: does not rise everywhere). */
export const andOrder = (
  issues: readonly Issue[],
  parameter: string,
  column: ArrayLike<number>,
  strictly = false,
): readonly Issue[] => {
  for (let i = 1; i < (isUsable(issues) ? column.length : 0); i++) {
    const step = column[i]! - column[i - 1]!;
    if (step > 0 || (step === 0 && !strictly)) continue;
    return [outOfDomain(parameter, `expected ascending entries, got ${column[i]} at ${i}`)];
  }
  return issues;
};

/**
 * Checks a list of columns of one length.
 *
 * @param parameter - name of the list, for its issues
 */
export const checkColumnList = (
  parameter: string,
  columns: readonly ArrayLike<number>[],
  length: number,
): readonly Issue[] =>
  columns.flatMap((column, j) => columnIssues(`${parameter}[${j}]`, column, length, FINITE));
