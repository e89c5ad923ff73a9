import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { HistorianEvent, SinkDefinition } from '@varve/historian';
import type { NumberRange } from './numbered-samples.ts';

/** Orders for a program. */
export type ProgramOrder =
  | {
      readonly kind: 'start';
      readonly database: string;
      readonly tenant: string;
      readonly directory: string;
      readonly spool: { readonly quotaBytes: number; readonly whenFull: 'block' | 'drop-oldest' };
      readonly sinks: readonly SinkDefinition[];
      readonly firstNumber: number;
      readonly writers: number;
      /** Most samples of a batch. */
      readonly samplesPerBatch: number;
      /** Between two batches of a writer. */
      readonly pauseMs: number;
      readonly clockShiftUs: number;
      readonly storeIntervalMs: number;
      /** Whether rows are made segments of all the time, by a program beside the historian. */
      readonly seals: boolean;
    }
  /** Write no more; what is under way is waited for. */
  | { readonly kind: 'pause' }
  /** Write no more, and end; when the spool is empty if so wished. */
  | { readonly kind: 'stop'; readonly empty: boolean }
  | { readonly kind: 'end-thread' };

/** A message of a program. */
export type ProgramReport =
  | { readonly kind: 'loaded' | 'ready' | 'paused' | 'stopped' | 'thread-ended' }
  | ({ readonly kind: 'acknowledged' } & NumberRange)
  | { readonly kind: 'event'; readonly event: HistorianEvent }
  | { readonly kind: 'failed'; readonly code: string | undefined; readonly message: string };

/** A process of its own that runs a historian and writes numbered samples into it. */
export interface HistorianProcess extends AsyncDisposable {
  readonly acknowledged: readonly NumberRange[];
  readonly events: readonly HistorianEvent[];
  /** Its messages, in order. */
  readonly reports: readonly ProgramReport['kind'][];
  /** Numbers from here on were not used. */
  readonly nextNumber: number;
  start(order: Partial<Omit<StartOrder, 'kind'>> & RequiredOrder): void;
  tell(order: ProgramOrder): void;
  /** Resolves when the program has told so; rejects when it fails or ends before. */
  told(kind: ProgramReport['kind']): Promise<void>;
  /** Resolves with the error that it fails with. */
  failure(): Promise<Extract<ProgramReport, { kind: 'failed' }>>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
}

type StartOrder = Extract<ProgramOrder, { kind: 'start' }>;
type RequiredOrder = Pick<StartOrder, 'database' | 'tenant' | 'directory'>;

const DEFAULT_QUOTA_BYTES = 1_024 ** 3;
const PROGRAM = new URL('./historian-program.ts', import.meta.url);

/** Starts a process and loads the historian in it; `start` then takes a moment only. */
export function startHistorianProcess(): HistorianProcess {
  const child: ChildProcess = fork(PROGRAM, { execArgv: ['-C', '@varve/source'] });
  const acknowledged: NumberRange[] = [];
  const events: HistorianEvent[] = [];
  const reports: ProgramReport['kind'][] = [];
  const failed = Promise.withResolvers<Extract<ProgramReport, { kind: 'failed' }>>();
  let nextNumber = 0;
  child.on('message', (message: ProgramReport) => {
    reports.push(message.kind);
    if (message.kind === 'event') events.push(message.event);
    if (message.kind === 'failed') failed.resolve(message);
    if (message.kind === 'acknowledged') {
      acknowledged.push({ first: message.first, last: message.last });
    }
    child.emit(`told ${message.kind}`);
  });
  const ended = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    acknowledged,
    events,
    reports,
    get nextNumber() {
      return nextNumber;
    },
    start(given) {
      const order: StartOrder = {
        kind: 'start',
        spool: { quotaBytes: DEFAULT_QUOTA_BYTES, whenFull: 'block' },
        sinks: [],
        firstNumber: 0,
        writers: 2,
        samplesPerBatch: 200,
        pauseMs: 0,
        clockShiftUs: 0,
        storeIntervalMs: 0,
        seals: false,
        ...given,
      };
      nextNumber = order.firstNumber + NUMBERS_PER_PROCESS;
      child.send(order);
    },
    tell: (order) => void child.send(order),
    async told(kind) {
      if (reports.includes(kind)) return;
      const outcome = await Promise.race([
        once(child, `told ${kind}`).then(() => undefined),
        failed.promise,
        ended.then(([code, signal]) => ({ message: `ended with ${signal ?? code}` })),
      ]);
      if (outcome !== undefined) throw new Error(`waited for "${kind}": ${outcome.message}`);
    },
    failure: () => failed.promise,
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

// What one process can write before it ends: the next goes on behind.
const NUMBERS_PER_PROCESS = 1_000_000;
