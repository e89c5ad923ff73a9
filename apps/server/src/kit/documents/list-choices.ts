import type { DocumentChoice, Permission } from '@varve/contract';
import { isFinalState, type DocumentLife, type Transition } from './document-life.ts';

/** Where a document is, and who asks. */
interface Position<State extends string> {
  readonly state: State;
  /** Who brought it into this state; null where no person did. */
  readonly moverId: string | null;
  readonly userId: string;
  /** Whether who asks has a right at the place of the document. */
  readonly holds: (permission: Permission) => boolean;
}

/** Lists the transitions that somebody has the right to take, and says which of them wait for another person. */
export function listChoices<State extends string, Name extends string>(
  life: DocumentLife<State, Name>,
  { state, moverId, userId, holds }: Position<State>,
): DocumentChoice[] {
  return Object.entries<Transition<State>>(life.transitions)
    .filter(([, { from, permission }]) => from === state && holds(permission))
    .map(([transition, { to, asks, fourEyes = false }]) => ({
      transition,
      toState: to,
      asks,
      isFinal: isFinalState(life, to),
      blockedBy: fourEyes && moverId === userId ? 'four_eyes' : null,
    }));
}
