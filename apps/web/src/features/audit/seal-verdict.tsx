import type { AuditVerdictView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { auditWords } from './audit-words.ts';

/** Whether the log matches its seals, and where not; with what that proves, and what to do. */
export function SealVerdict({ verdict }: { readonly verdict: AuditVerdictView }) {
  const words = useWords(auditWords).seals;
  const { integer } = useLanguage().formats.number;
  const { problem, sealedCount, sealCount } = verdict;
  if (problem === null)
    return (
      <p className="notice audit-verdict">
        {words.matches(integer(sealedCount), integer(sealCount))}
        <span className="note">{words.matchesHint}</span>
      </p>
    );
  return (
    <div className="notice audit-verdict">
      <strong>{words.broken}</strong>
      <p>
        <Place problem={problem} />: {words.problems[problem.code]}
      </p>
      <p>{words.brokenHint}</p>
    </div>
  );
}

interface PlaceProps {
  readonly problem: NonNullable<AuditVerdictView['problem']>;
}

function Place({ problem: { seal, fromId, toId, sealedAtMs } }: PlaceProps) {
  const words = useWords(auditWords).seals;
  const { number, time } = useLanguage().formats;
  if (seal === null) return words.row(number.integer(fromId));
  return words.where(
    number.integer(seal),
    number.integer(fromId),
    number.integer(toId),
    sealedAtMs === null ? '–' : time.dateTime(sealedAtMs),
  );
}
