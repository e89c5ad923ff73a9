import type { ClientBase, Connection } from 'pg';
import { createCopyMessageSplitter, type CopyMessageTaker } from './copy-messages.ts';
import type { SampleColumns } from './sample-columns.ts';
import { createTupleDecoder } from '../segment/tuple-decoder.ts';
import type { TupleRun } from './tuple-run.ts';
import type { BlockTarget } from '../spool/block.ts';

/** Samples to be read. */
export interface SampleQuestion {
  /** `timeseries.sample_rows` or `timeseries.segments`: the statement gives its columns. */
  readonly target: BlockTarget;
  /** A SELECT, or a DELETE … RETURNING, without parameters: COPY takes none. */
  readonly statement: string;
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
  const statements = questions.map(
    ({ statement }) => `COPY (${statement}) TO STDOUT (FORMAT binary)`,
  );
  const decoders = questions.map(({ target }) => createTupleDecoder(target));
  await copyOut(client, statements.join(';\n'), (copy, run) => decoders[copy]!(run, into));
}

/** Takes tuples of the copy of that number. */
type TakeTuples = (copy: number, run: TupleRun) => void;

/** Runs copies. What cannot be taken is told at the end: the connection can go on after it. */
function copyOut(client: ClientBase, statements: string, take: TakeTuples): Promise<void> {
  const failures: unknown[] = [];
  let copy = -1;
  return new Promise((resolve, reject) => {
    let detach = (): void => undefined;
    client.query({
      submit(connection: Connection): void {
        detach = listen(connection, {
          begin: () => copy++,
          takeTuples(run) {
            if (failures.length > 0) return;
            try {
              take(copy, run);
            } catch (error) {
              failures.push(error);
            }
          },
        });
        connection.query(statements);
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery(): void {
        if (failures.length > 0) reject(failures[0]);
        else resolve();
      },
      // The connection may have ended in the middle.
      handleError(error: Error): void {
        detach();
        reject(error);
      },
    });
  });
}

/**
 * Stands between the socket and pg's parser, which makes an object of every message: what holds data goes to the taker, all other messages, from an error or
 * the end on everything, to the parser. Errors, notices and the end of the connection so stay pg's. Between two statements
 * messages are whole.
 *
 * @returns what gives the socket back to the parser
 */
function listen(
  { stream }: Connection,
  taker: Pick<CopyMessageTaker, 'begin' | 'takeTuples'>,
): () => void {
  const parsers = stream.listeners('data') as ((bytes: Buffer) => void)[];
  const passOn = (bytes: Buffer): void => {
    for (const parse of parsers) parse.call(stream, bytes);
  };
  const split = createCopyMessageSplitter({ ...taker, takeOther: passOn });
  let isListening = true;
  const detach = (): void => {
    if (!isListening) return;
    isListening = false;
    for (const parse of parsers) stream.on('data', parse);
    stream.off('data', onData);
  };
  const onData = (chunk: Buffer): void => {
    const rest = split(chunk);
    if (rest === undefined) return;
    detach();
    passOn(rest);
  };
  stream.on('data', onData);
  for (const parse of parsers) stream.off('data', parse);
  return detach;
}

/** A time as a literal. @param timeUs - whole microseconds since 1970 */
export function timestampLiteral(timeUs: number): string {
  const seconds = Math.floor(timeUs / 1e6);
  const micros = String(timeUs - seconds * 1e6).padStart(6, '0');
  return `'${new Date(seconds * 1_000).toISOString().slice(0, -'000Z'.length)}${micros}Z'`;
}
