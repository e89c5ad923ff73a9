/** An input of a vector: a number, an array, a table, a word; the unit beside it. */
export interface VectorInput {
  readonly value: unknown;
  readonly unit: string;
}

/** Outputs of a function of the vectors: a value for each name that the vector expects. */
export type VectorOutputs = Readonly<Record<string, unknown>>;

/** Turns the inputs of a vector into a call of the package, and its result into named outputs. */
export type VectorFunction = (inputs: VectorReader) => VectorOutputs;

/** The functions of one group by their name in the vectors (`ipr.vogel.rate`). */
export type VectorAdapter = Readonly<Record<string, VectorFunction>>;

/** Reads the inputs of a vector by name, with an error that names what is missing. */
export interface VectorReader {
  /** Names of the inputs that the vector gives. */
  readonly names: readonly string[];
  has(name: string): boolean;
  unit(name: string): string;
  number(name: string, fallback?: number): number;
  text(name: string, fallback?: string): string;
  flag(name: string, fallback?: boolean): boolean;
  numbers(name: string): number[];
  /** The value as it stands in the file, for tables and nested objects. */
  raw(name: string): unknown;
}

/** Reads the inputs of one vector. */
export function vectorReader(inputs: Readonly<Record<string, VectorInput>>): VectorReader {
  const input = (name: string): VectorInput => {
    const found = inputs[name];
    if (found === undefined) throw new Error(`the vector has no input ${name}`);
    return found;
  };
  return {
    names: Object.keys(inputs),
    has: (name) => name in inputs,
    unit: (name) => input(name).unit,
    raw: (name) => input(name).value,
    number: (name, fallback) =>
      fallback !== undefined && !(name in inputs) ? fallback : Number(input(name).value),
    text: (name, fallback) =>
      fallback !== undefined && !(name in inputs) ? fallback : String(input(name).value),
    flag: (name, fallback) =>
      fallback !== undefined && !(name in inputs) ? fallback : input(name).value === true,
    numbers: (name) => {
      const { value } = input(name);
      if (!Array.isArray(value)) throw new Error(`input ${name} is not a list`);
      return value.map(Number);
    },
  };
}
