import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process that a bench starts, tells things, and kills. */
export interface Child<Told> {
  tell(message: object): void;
  /** Resolves with the first message that satisfies a condition; rejects when the process ends before. */
  until(condition: (message: Told) => boolean): Promise<Told>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
}

/** Starts a TypeScript file as a process. */
export function startChild<Told>(file: URL, hear: (message: Told) => void): Child<Told> {
  const child: ChildProcess = fork(file, { execArgv: ['-C', '@varve/source'] });
  const ended = once(child, 'exit');
  child.on('message', (message) => hear(message as Told));
  return {
    // A message to a process that has just been killed is dropped.
    tell: (message) => void child.send(message, () => undefined),
    until(condition) {
      const found = new Promise<Told>((resolve) => {
        const look = (message: unknown): void => {
          if (!condition(message as Told)) return;
          child.off('message', look);
          resolve(message as Told);
        };
        child.on('message', look);
      });
      const early = ended.then(([code, signal]) => {
        throw new Error(`${file.pathname} ended with ${signal ?? code}`);
      });
      return Promise.race([found, early]);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
