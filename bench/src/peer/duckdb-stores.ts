import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { temporaryFolder } from '../temporary-folder.ts';
import { decimalsOf, type SampleRange, type SampleSet, type TagSamples } from './sample-set.ts';
import type { FilledStore, SampleStore } from './sample-store.ts';

/** How samples lie in a file: a table of tag, time and value, in order of tag and time. */
interface FileFormat {
  readonly name: string;
  /** Whether it is DuckDB's own. */
  readonly isDatabase: boolean;
  /** Statements that store the rows of a SELECT. */
  store(rows: string, file: string): readonly string[];
  /** Table or function that FROM names. */
  source(file: string): string;
}

const FORMATS: readonly FileFormat[] = [
  {
    name: 'duckdb',
    isDatabase: true,
    store: (rows) => [`CREATE TABLE samples AS ${rows}`, 'CHECKPOINT'],
    source: () => 'samples',
  },
  {
    name: 'parquet',
    isDatabase: false,
    store: (rows, file) => [
      // Version 2 stores times as differences, where that is shorter.
      `COPY (${rows}) TO '${file}' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)`,
    ],
    source: (file) => `read_parquet('${file}')`,
  },
];

const LINES_PER_CHUNK = 10_000;

/** DuckDB's own file, and a Parquet file that it writes and reads. */
export function duckdbStores(): readonly SampleStore[] {
  return FORMATS.map((format) => ({
    name: format.name,
    findsCopies: !format.isDatabase,
    load: (samples) => load(format, samples),
  }));
}

async function load(format: FileFormat, samples: SampleSet): Promise<FilledStore> {
  await using started = new AsyncDisposableStack();
  const { path } = started.use(await temporaryFolder());
  const csv = join(path, 'samples.csv');
  await pipeline(linesOf(samples), createWriteStream(csv));
  const file = join(path, `samples.${format.name}`);
  const instance = await DuckDBInstance.create(format.isDatabase ? file : ':memory:');
  const connection = await instance.connect();
  started.defer(() => {
    connection.closeSync();
    instance.closeSync();
  });
  const value = samples.isSingle ? 'FLOAT' : 'DOUBLE';
  const rows = `SELECT tag, make_timestamp(us) AS time, value
    FROM read_csv('${csv}', header = false, columns = {'tag': 'INTEGER', 'us': 'BIGINT', 'value': '${value}'})
    ORDER BY tag, us`;
  for (const statement of format.store(rows, file)) await connection.run(statement);
  const resources = started.move();
  return {
    read: (range) => read(connection, format.source(file), range),
    close: async () => (await stat(file)).size,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function* linesOf(samples: SampleSet): Generator<string> {
  const decimalOf = decimalsOf(samples);
  let lines: string[] = [];
  for (const [index, { times, values }] of samples.tags.entries()) {
    for (const [at, time] of times.entries()) {
      lines.push(`${index + 1},${time},${decimalOf(values[at]!)}\n`);
      if (lines.length < LINES_PER_CHUNK) continue;
      yield lines.join('');
      lines = [];
    }
  }
  yield lines.join('');
}

async function read(
  connection: DuckDBConnection,
  source: string,
  { tag, fromUs, toUs }: SampleRange,
): Promise<TagSamples> {
  const result = await connection.run(
    `SELECT epoch_us(time)::DOUBLE, value::DOUBLE FROM ${source}
     WHERE tag = ${tag} AND time >= make_timestamp(${fromUs}) AND time < make_timestamp(${toUs}) ORDER BY time`,
  );
  const chunks = await result.fetchAllChunks();
  const column = (index: number): Float64Array =>
    Float64Array.from(chunks.flatMap((chunk) => chunk.getColumnValues(index) as number[]));
  return { times: column(0), values: column(1) };
}
