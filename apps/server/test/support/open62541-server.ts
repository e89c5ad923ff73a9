import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A variable of the server and its value. */
export interface OpcUaValue {
  readonly variable:
    | 'Double'
    | 'Float'
    | 'Int16'
    | 'Int64'
    | 'UInt64'
    | 'Boolean'
    | 'String'
    | 'Text';
  /** Without spaces. */
  readonly value: string;
  /** @default 0, Good */
  readonly status?: number;
  /** Source time, milliseconds since 1970. */
  readonly timeMs: number;
}

/** An OPC UA server on a stack that nobody here wrote. */
export interface Open62541Server extends AsyncDisposable {
  /** Resolves when the server has it. */
  set(value: OpcUaValue): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Starts the program that VARVE_TEST_OPEN62541 names on a port of loopback. */
export async function startOpen62541(port: number): Promise<Open62541Server> {
  const child = spawn(process.env['VARVE_TEST_OPEN62541']!, [String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  // The library logs to the same output, in lines that begin with a time.
  const answers = createInterface({ input: child.stdout });
  const waiting: (() => void)[] = [];
  answers.on('line', (line) => {
    if (line === 'ready' || line === 'ok') waiting.shift()?.();
  });
  const answered = (): Promise<void> =>
    Promise.race([
      new Promise<void>((resolve) => waiting.push(resolve)),
      ended.then(() => {
        throw new Error('the OPC UA server ended');
      }),
    ]);
  await answered();
  return {
    async set({ variable, value, status = 0, timeMs }) {
      const done = answered();
      child.stdin.write(`${variable} ${value} ${(status >>> 0).toString(16)} ${timeMs}\n`);
      await done;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
    },
  };
}
