import type { SourceDefinition } from '@varve/protocols';

/** Something that goes wrong in a plant. */
export interface Fault {
  readonly kind: string;
  /** Tags that have nothing true to say meanwhile; none where all go on. */
  readonly tags: readonly string[];
  /** How long it lasts, from and to, in milliseconds. */
  readonly lastsMs: readonly [number, number];
  /** Time in which the historian is to notice, in milliseconds. */
  readonly limitMs: number;
  readonly graceMs: number;
  /** Whether somebody keeps what comes meanwhile, with its time. */
  readonly isFilledLater: boolean;
  /** Lets it begin; what comes back ends it. */
  begin(): Promise<() => Promise<void>> | (() => void);
}

/** Devices of one protocol, and what goes wrong with them. */
export interface FaultyPlant extends AsyncDisposable {
  readonly source: SourceDefinition;
  readonly faults: readonly Fault[];
}
