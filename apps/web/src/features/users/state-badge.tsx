import type { UserView } from '../../api/contract.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Badge } from '../../kit/ui/badge.tsx';
import { userWords } from './user-words.ts';

const KINDS = { active: 'live', waiting: 'live', disabled: 'void' } as const;

/** Whether a user can log in, in a word. */
export function StateBadge({ state }: { readonly state: UserView['state'] }) {
  const { states } = useWords(userWords);
  return <Badge kind={KINDS[state]}>{states[state]}</Badge>;
}
