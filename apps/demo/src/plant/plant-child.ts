import { type ChildProcess, fork } from 'node:child_process';
import { PlantError } from './plant-error.ts';
import { type PlantProcessOptions, type ReadyMessage, STOP_MESSAGE } from './run-plant-process.ts';

/** End of a process of the plant that nobody asked to end. */
export interface PlantExit {
  /** `well-pad`, `factory` or `drilling-rig`. */
  readonly process: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last that it printed. */
  readonly output: string;
}

/** A process of the plant, from its parent's side. */
export interface PlantChild {
  readonly processId: number | undefined;
  /** Resolves with the port when the child listens; rejects with a {@link PlantError}. */
  readonly ready: Promise<number>;
  /** Asks the child to end, kills it after 3 s, and resolves when it is gone. */
  stop(): Promise<void>;
}

const OUTPUT_LENGTH_MAX = 4_000;
const STOP_TIMEOUT_MS = 3_000;
/** Children run from source, whatever runs their parent. */
const EXEC_ARGUMENTS = ['-C', '@varve/source'];

/** Starts a process of the plant. */
export function startPlantChild(options: {
  readonly name: string;
  readonly script: URL;
  readonly arguments: PlantProcessOptions;
  readonly readyTimeoutMs: number;
  readonly onExit: (exit: PlantExit) => void;
}): PlantChild {
  const { name, script, readyTimeoutMs } = options;
  const { seed, directory } = options.arguments;
  const child = fork(script, ['--seed', String(seed), '--directory', directory], {
    execArgv: EXEC_ARGUMENTS,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = keepOutput(child);
  let stopping = false;

  const ended = new Promise<void>((resolve) => {
    // 'close' comes after the last of the output; 'error' alone when there was nothing to start.
    child.once('close', (code, signal) => {
      if (!stopping) options.onExit({ process: name, code, signal, output: output() });
      resolve();
    });
    child.on('error', () => {
      if (child.pid === undefined) resolve();
    });
  });

  async function stop(): Promise<void> {
    stopping = true;
    if (child.exitCode === null && child.signalCode === null) {
      if (child.connected) child.send(STOP_MESSAGE, () => {});
      else child.kill('SIGTERM');
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }
  return {
    processId: child.pid,
    ready: waitUntilReady({ name, child, output, readyTimeoutMs }),
    stop,
  };
}

function waitUntilReady(options: {
  readonly name: string;
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly readyTimeoutMs: number;
}): Promise<number> {
  const { name, child, output, readyTimeoutMs } = options;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const fail = (code: PlantError['code'], what: string, cause?: Error) =>
    reject(
      new PlantError(code, `the plant's process "${name}" ${what}${printed(output())}`, { cause }),
    );
  const timer = setTimeout(
    () => fail('PLANT_PROCESS_TIMEOUT', `was not ready after ${readyTimeoutMs} ms`),
    readyTimeoutMs,
  );
  child.once('message', (message: ReadyMessage) => resolve(message.port));
  child.once('error', (error) => fail('PLANT_PROCESS_EXITED', `failed: ${error.message}`, error));
  child.once('close', (code, signal) =>
    fail('PLANT_PROCESS_EXITED', `ended with ${signal ?? `code ${code}`} before it was ready`),
  );
  return promise.finally(() => clearTimeout(timer));
}

function printed(output: string): string {
  return output === '' ? ' and printed nothing' : `; it printed:\n${output}`;
}

/** Keeps the end of what a child prints. */
function keepOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-OUTPUT_LENGTH_MAX);
    });
  }
  return () => text.trimEnd();
}
