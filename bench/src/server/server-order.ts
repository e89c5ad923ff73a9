export const TENANT = 'bench';
export const BENCH_SOURCE = 'bench';

/** An order of a bench to the server's process. */
export type ServerOrder =
  | {
      readonly kind: 'start';
      readonly database: string;
      readonly directory: string;
      readonly tagCount: number;
    }
  /** Feeds so many samples a second from now on; 0 feeds none. */
  | { readonly kind: 'feed'; readonly rate: number }
  /** Asks for what was measured since the last time. */
  | { readonly kind: 'take' }
  | { readonly kind: 'stop' };

/** Figures of the server's process since it was asked before. */
export interface ServerFigures {
  readonly elapsedS: number;
  /** Processor time of the process with all its threads. */
  readonly cpuS: number;
  /** Processor time of the thread that answers, takes samples and writes the spool. */
  readonly mainCpuS: number;
  /** Milliseconds from each write of samples until they were synced to the spool, in order of size. */
  readonly syncMs: readonly number[];
  /** Milliseconds from each write of samples until its rows were committed, in order of size. */
  readonly commitMs: readonly number[];
  readonly fedCount: number;
}

/** A message of the server's process. */
export type ServerReport =
  | { readonly kind: 'loaded' | 'stopped' }
  | { readonly kind: 'ready'; readonly address: string; readonly tagIds: readonly number[] }
  | ({ readonly kind: 'taken' } & ServerFigures);
