import type { Permission, TransitionAsks } from '@varve/contract';

/** A way from one state of a document to another. */
export interface Transition<State extends string> {
  readonly from: State;
  readonly to: State;
  readonly permission: Permission;
  /** Whoever brought the document into the state before may not take it. @default false */
  readonly fourEyes?: true;
  readonly asks: TransitionAsks;
}

/**
 * The life of a kind of documents, as data. The migration that calls `internal.document_table` says the same of states, transitions and
 * four eyes, so that it holds in SQL too; a test compares the two.
 */
export interface DocumentLife<State extends string, Name extends string> {
  readonly table: string;
  /** A document of it in a message: "drilling program". */
  readonly what: string;
  readonly initial: State;
  /** States in which a document may be changed; in all others its row is locked. */
  readonly open: readonly State[];
  /** The document gets its number when it comes into this state. */
  readonly numbered: State;
  readonly transitions: Readonly<Record<Name, Transition<State>>>;
}

/** Whether no transition leads out of a state. */
export function isFinalState<State extends string, Name extends string>(
  life: DocumentLife<State, Name>,
  state: State,
): boolean {
  return Object.values<Transition<State>>(life.transitions).every(({ from }) => from !== state);
}
