import type { VectorReader } from '../adapter.ts';

/** The first of several names that the vector gives. */
export function nameOf(inputs: VectorReader, ...names: readonly string[]): string | undefined {
  return names.find((name) => inputs.has(name));
}

/** The number under the first name that the vector gives. */
export function numberOf(
  inputs: VectorReader,
  names: readonly string[],
  fallback?: number,
): number {
  return inputs.number(nameOf(inputs, ...names) ?? names[0]!, fallback);
}

/** The list under the first name that the vector gives; a single number is a list of one. */
export function listOf(inputs: VectorReader, ...names: readonly string[]): number[] {
  const name = nameOf(inputs, ...names) ?? names[0]!;
  return Array.isArray(inputs.raw(name)) ? inputs.numbers(name) : [inputs.number(name)];
}

/** The word under the first name that the vector gives. */
export function textOf(inputs: VectorReader, names: readonly string[], fallback: string): string {
  return inputs.text(nameOf(inputs, ...names) ?? names[0]!, fallback);
}

/** A table of rows under the first name that the vector gives. */
export function rowsOf(inputs: VectorReader, ...names: readonly string[]): readonly unknown[][] {
  return inputs.raw(nameOf(inputs, ...names) ?? names[0]!) as unknown[][];
}

/** Points as columns. */
export function pointColumns(inputs: VectorReader): { times: Float64Array; values: Float64Array } {
  const rows = rowsOf(inputs, 'points', 'samples', 'data');
  return {
    times: Float64Array.from(rows, (row) => Number(row[0])),
    values: Float64Array.from(rows, (row) => Number(row[1])),
  };
}

/** How a signal goes from sample to sample, by the words of the vectors. */
export function shapeOf(inputs: VectorReader): 'step' | 'linear' {
  const word = textOf(inputs, ['interpolation', 'method', 'mode'], 'linear');
  return /step|prev|hold|locf|left/iu.test(word) ? 'step' : 'linear';
}
