import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@varve/db';

/** An embedded PostgreSQL that is started again when it ends by itself. */
export interface SupervisedDatabase extends AsyncDisposable {
  /** Stays the same from one start to the next. */
  readonly connectionString: string;
}

/** Options of `startSupervisedDatabase`. */
interface SupervisionOptions {
  /** Varve's own folder. */
  readonly directory: string;
  readonly onProgress: (step: string) => void;
  /** Called with the last words of PostgreSQL when it ended by itself. */
  readonly onEnded: (reason: string) => void;
}

const RETRY_MS = 2_000;

/** Starts the embedded PostgreSQL, and starts it again when it ends, until it is disposed of: the spool bridges the time between. */
export async function startSupervisedDatabase(
  options: SupervisionOptions,
): Promise<SupervisedDatabase> {
  const { directory, onProgress, onEnded } = options;
  let current = await startEmbeddedPostgres({ directory, onProgress });
  const { connectionString, port } = current;
  const stopping = new AbortController();

  let starting: Promise<void> = Promise.resolve();
  const startAgain = async (): Promise<void> => {
    await current.stop(); // Frees its folder.
    current = await restart({ directory, port }, onEnded, stopping.signal);
  };
  const supervise = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      onEnded(await current.ended);
      starting = startAgain();
      await starting;
    }
  };
  supervise().catch((error: unknown) => {
    // A stop may come in the middle of a new start.
    if (!stopping.signal.aborted) throw error;
  });

  return {
    connectionString,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      // A database that is just being started would otherwise be left behind.
      await starting.catch(() => undefined);
      await current.stop();
    },
  };
}

async function restart(
  where: { readonly directory: string; readonly port: number },
  onFailed: (reason: string) => void,
  signal: AbortSignal,
): Promise<EmbeddedPostgres> {
  for (;;) {
    try {
      return await startEmbeddedPostgres(where);
    } catch (error) {
      signal.throwIfAborted();
      onFailed((error as Error).message);
      await delay(RETRY_MS, undefined, { signal });
    }
  }
}
