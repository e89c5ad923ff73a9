import { parseArgs } from 'node:util';

/** Options of a process of the plant. */
export interface PlantProcessOptions {
  readonly seed: number;
  /** Where it may keep files. */
  readonly directory: string;
}

/** A server of the plant that listens. */
export interface PlantServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Message of a process of the plant to its parent once its port is open. */
export interface ReadyMessage {
  readonly ready: true;
  readonly port: number;
}

/** Message of the parent that ends a process of the plant. */
export const STOP_MESSAGE = 'stop';

/** Every server of the plant listens here only. */
export const LOOPBACK = '127.0.0.1';

/**
 * Runs a server of the plant as the child of a process that decides when it ends: on its message, on
 * SIGTERM, or because it is gone. Ctrl-C goes to the whole process group, so the child ignores it.
 */
export async function runPlantProcess(
  start: (options: PlantProcessOptions) => Promise<PlantServer>,
): Promise<void> {
  let server: PlantServer | undefined;
  let ending = false;
  async function end(): Promise<void> {
    if (ending) return;
    ending = true;
    try {
      await server?.stop();
      process.exit(0);
    } catch (error) {
      fail(error);
    }
  }
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => void end());
  process.on('disconnect', () => void end());
  process.on('message', (message) => {
    if (message === STOP_MESSAGE) void end();
  });
  try {
    server = await start(readOptions());
    const { port } = server;
    process.send?.({ ready: true, port } satisfies ReadyMessage);
    if (process.send === undefined) process.stderr.write(`listening on ${LOOPBACK}:${port}\n`);
  } catch (error) {
    fail(error);
  }
}

function readOptions(): PlantProcessOptions {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      directory: { type: 'string', default: '.varve/plant' },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed))
    throw new Error(`expected --seed to be an integer, got ${values.seed}`);
  return { seed, directory: values.directory };
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
