import type { ClientBase, Connection } from 'pg';
import { createCopyMessageSplitter, type CopyMessageTaker } from './copy-message-splitter.ts';
import type { TupleRun } from './tuple-run.ts';

/** Takes tuples of a copy, by its number among the statements. */
export type TakeTuples = (copy: number, run: TupleRun) => void;

/**
 * Runs copies to the client, several in one simple query. An error of the taker is thrown at the end: the connection can go on after it.
 *
 * @param statements - COPY … TO STDOUT (FORMAT binary), separated by semicolons
 */
export function copyOut(client: ClientBase, statements: string, take: TakeTuples): Promise<void> {
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
