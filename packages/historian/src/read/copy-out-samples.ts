import type { ClientBase } from 'pg';
import { copyOut } from '../copy/copy-out.ts';
import type { SampleColumns } from '../copy/sample-columns.ts';
import { createTupleDecoder } from '../segment/tuple-decoder.ts';
import type { BlockTarget } from '../spool/block.ts';

/** Samples to be read. */
export interface SampleQuestion {
  /** `timeseries.sample_rows` or `timeseries.segments`: the statement gives its columns. */
  readonly target: BlockTarget;
  /** A SELECT, or a DELETE … RETURNING, without parameters: COPY takes none. */
  readonly statement: string;
  /** A statement that goes before, and gives nothing. */
  readonly before?: string;
}

/**
 * Appends the samples that statements give, read as tuples of COPY's binary format: an order of magnitude sooner than as rows of objects,
 * and never all of them at once. Statements go in one way to the server and back, each with a snapshot of its own; they are one
 * transaction.
 *
 * @throws Error what the server says, or why the connection ended; samples may have been appended then
 */
export async function copyOutSamples(
  client: ClientBase,
  questions: readonly SampleQuestion[],
  into: SampleColumns,
): Promise<void> {
  const statements = questions.flatMap(({ before, statement }) => [
    ...(before === undefined ? [] : [before]),
    `COPY (${statement}) TO STDOUT (FORMAT binary)`,
  ]);
  const decoders = questions.map(({ target }) => createTupleDecoder(target));
  await copyOut(client, statements.join(';\n'), (copy, run) => decoders[copy]!(run, into));
}

const FIRST_YEAR_US = Date.parse('0001-01-01T00:00Z') * 1_000;
const LAST_YEAR_US = Date.parse('9999-01-01T00:00Z') * 1_000;

/** A time as SQL has it. @param timeUs - whole microseconds since 1970 */
export function timestampLiteral(timeUs: number): string {
  // Other years are written otherwise.
  const isWritten = timeUs >= FIRST_YEAR_US && timeUs < LAST_YEAR_US;
  return isWritten ? `'${isoTime(timeUs)}'` : `to_timestamp('${timeUs / 1e6}')`;
}

/** Times as an array in SQL. @param timesUs - whole microseconds since 1970, of years from 1 to 9999 */
export function timestampArray(timesUs: readonly number[]): string {
  return `'{${timesUs.map(isoTime).join(',')}}'::timestamptz[]`;
}

function isoTime(timeUs: number): string {
  const seconds = Math.floor(timeUs / 1e6);
  const micros = String(timeUs - seconds * 1e6).padStart(6, '0');
  return `${new Date(seconds * 1_000).toISOString().slice(0, -'000Z'.length)}${micros}Z`;
}
