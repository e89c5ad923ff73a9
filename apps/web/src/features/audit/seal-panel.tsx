import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/trpc.ts';
import { useNow } from '../../kit/clock/use-now.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { refusalOf } from '../../kit/ui/refusal.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { auditWords } from './audit-words.ts';
import { SealVerdict } from './seal-verdict.tsx';

const ASKED_MS = 10_000;
/** Sealing goes on every five seconds: what waits for so long was not sealed for a reason. */
const LATE_MS = 60_000;

/** How far the log is sealed, and the way to have it verified. */
export function SealPanel() {
  const words = useWords(auditWords).seals;
  const textOf = useRefusalText();
  const queryClient = useQueryClient();
  const verify = useMutation({
    ...trpc.audit.verify.mutationOptions(),
    // It is an entry of the log itself.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: trpc.audit.pathKey() });
    },
  });
  const { error } = verify;
  return (
    <section className="audit-seals" aria-label={words.label}>
      <SealState />
      <button
        type="button"
        className="button button-small"
        aria-disabled={verify.isPending}
        onClick={() => {
          if (!verify.isPending) verify.mutate();
        }}
      >
        {verify.isPending ? words.verifying : words.verify}
      </button>
      <div role="status">
        {verify.data !== undefined && <SealVerdict verdict={verify.data} />}
        {error !== null && (
          <p className="notice">
            {refusalOf(error).reason === 'ANSWER_LATE' ? words.tooLong : textOf(error)}
          </p>
        )}
      </div>
    </section>
  );
}

function SealState() {
  const words = useWords(auditWords).seals;
  const { number, time } = useLanguage().formats;
  const nowMs = useNow(ASKED_MS);
  const { data, error } = useQuery({
    ...trpc.audit.seals.queryOptions(),
    refetchInterval: ASKED_MS,
  });
  if (data === undefined) return error === null ? null : <p>{words.failed}</p>;
  const { sealedAtMs, unsealedCount, unsealedSinceMs } = data;
  if (unsealedSinceMs !== null && nowMs - unsealedSinceMs > LATE_MS)
    return <p className="notice">{words.stopped(time.dateTime(sealedAtMs ?? unsealedSinceMs))}</p>;
  return (
    <p className="soft">
      {sealedAtMs === null ? words.unsealed : words.sealedUntil(time.dateTime(sealedAtMs))}
      {unsealedCount > 0 && ` · ${words.waiting(number.integer(unsealedCount), unsealedCount)}`}
    </p>
  );
}
