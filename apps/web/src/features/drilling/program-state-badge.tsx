import type { ProgramState } from '@varve/contract';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Badge } from '../../kit/ui/badge.tsx';
import { drillingWords } from './drilling-words.ts';

const KINDS = {
  draft: 'live',
  submitted: 'live',
  approved: 'solid',
  in_progress: 'solid',
  completed: 'solid',
  cancelled: 'void',
} as const;

/** How far a program is, in a word. */
export function ProgramStateBadge({ state }: { readonly state: ProgramState }) {
  const { states } = useWords(drillingWords);
  return <Badge kind={KINDS[state]}>{states[state]}</Badge>;
}
