import type { AuditEntryView } from '../../api/contract.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Badge } from '../../kit/ui/badge.tsx';
import { auditWords } from './audit-words.ts';

const KINDS = { denied: 'solid', failed: 'live' } as const;

/** Marks what did not come about; what did is not worth a mark. */
export function OutcomeBadge({ outcome }: { readonly outcome: AuditEntryView['outcome'] }) {
  const { outcomes } = useWords(auditWords);
  if (outcome === 'done') return <span className="soft">{outcomes.done}</span>;
  return <Badge kind={KINDS[outcome]}>{outcomes[outcome]}</Badge>;
}
