/** Types of columns that records go into, as PostgreSQL names them in `pg_type`. */
export type RecordColumnType =
  | 'timestamptz'
  | 'date'
  | 'float8'
  | 'float4'
  | 'int8'
  | 'int4'
  | 'int2'
  | 'numeric'
  | 'bool'
  | 'text'
  | 'uuid'
  | 'jsonb';

/** A value of each type, as a program has it; null is NULL everywhere, and so is NaN among floats. */
export interface RecordValue {
  /** Microseconds since 1970, UTC. */
  readonly timestamptz: number;
  /** `2026-11-27` */
  readonly date: string;
  readonly float8: number;
  readonly float4: number;
  readonly int8: number | bigint;
  readonly int4: number;
  readonly int2: number;
  /** A text where a double would not hold all digits: `-12.50`. */
  readonly numeric: number | string;
  readonly bool: boolean;
  /** For varchar, char and enums too. */
  readonly text: string;
  readonly uuid: string;
  readonly jsonb: unknown;
}

type Numbers = Float64Array | Float32Array | Int32Array | Int16Array;
type Listed<Type extends RecordColumnType> = readonly (RecordValue[Type] | null)[];

/** Values of a column, one for each row. */
export interface RecordColumnValues {
  readonly timestamptz: Float64Array | Listed<'timestamptz'>;
  readonly date: Listed<'date'>;
  readonly float8: Numbers | Listed<'float8'>;
  readonly float4: Numbers | Listed<'float4'>;
  readonly int8: BigInt64Array | Numbers | Listed<'int8'>;
  readonly int4: Numbers | Listed<'int4'>;
  readonly int2: Numbers | Listed<'int2'>;
  readonly numeric: Numbers | Listed<'numeric'>;
  readonly bool: Listed<'bool'>;
  readonly text: Listed<'text'>;
  readonly uuid: Listed<'uuid'>;
  readonly jsonb: Listed<'jsonb'>;
}

/** Columns of a stream, by name. */
export type RecordColumns = Readonly<Record<string, RecordColumnType>>;

/** Records in columns of one length. */
export type RecordBatch<Columns extends RecordColumns> = {
  readonly [Name in keyof Columns]: RecordColumnValues[Columns[Name]];
};

/** One record; a column that is not given is NULL. */
export type RecordRow<Columns extends RecordColumns> = {
  readonly [Name in keyof Columns]?: RecordValue[Columns[Name]] | null;
};
