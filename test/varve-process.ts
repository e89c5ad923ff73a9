import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../apps/cli/src/varve.ts', import.meta.url));

/** How a run ended. */
export interface VarveEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `varve` at work in a process of its own. */
export interface VarveProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<VarveEnd>;
  /** Resolves when what it prints on both outputs matches; rejects when it ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts `varve` from its sources. */
export function startVarve(...parameters: readonly string[]): VarveProcess {
  const child = spawn(process.execPath, ['-C', '@varve/source', PROGRAM, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  let nextOutput = Promise.withResolvers<void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
      nextOutput.resolve();
      nextOutput = Promise.withResolvers<void>();
    });
  }
  const ended = (async (): Promise<VarveEnd> => {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { code, signal, ...output };
  })();
  return {
    child,
    ended,
    async printed(pattern) {
      for (;;) {
        const found = pattern.exec(output.stdout + output.stderr);
        if (found !== null) return found;
        const end = await Promise.race([ended, nextOutput.promise]);
        if (end !== undefined) throw new Error(`varve ended: ${JSON.stringify(end)}`);
      }
    },
  };
}

/** Runs `varve` to its end. */
export async function runVarve(...parameters: readonly string[]): Promise<VarveEnd> {
  return startVarve(...parameters).ended;
}

/** Process ids of everything below a process; needs /proc. */
export function descendantsOf(processId: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = parentOf(Number(entry));
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const below = (id: number): number[] =>
    (children.get(id) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(processId);
}

function parentOf(processId: number): number {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0; // Gone since the folder was read.
  }
}

/** Whether a process is there, a zombie not counted. */
export function isAlive(processId: number): boolean {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return false;
  }
}
