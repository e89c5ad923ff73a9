import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { ForbiddenState } from './forbidden-state.tsx';
import { Icon } from './icon.tsx';
import { PageState } from './page-state.tsx';
import { refusalOf } from './refusal.ts';
import { useRefusalText } from './use-refusal-text.ts';

interface FailedStateProps {
  /** Says what could not be had: "The tags could not be read." */
  readonly what: string;
  readonly error?: unknown;
  /** When it failed first. */
  readonly sinceMs?: number | undefined;
  readonly onRetry: () => void;
}

/** Something could not be had: says what, since when and why, and tries again on demand. Where a right is missing it names that. */
export function FailedState({ what, error, sinceMs, onRetry }: FailedStateProps) {
  const words = useWords(kitWords).page;
  const { formats } = useLanguage();
  const textOf = useRefusalText();
  const { reason, permission, requestId } = refusalOf(error);
  if (reason === 'PERMISSION_MISSING') return <ForbiddenState permission={permission} />;
  return (
    <PageState icon="warn" title={what} role="alert">
      {sinceMs !== undefined && <p>{words.failedSince(formats.time.timeOfDay(sinceMs))}</p>}
      {error != null && <p>{textOf(error)}</p>}
      {requestId !== null && (
        <p>
          {words.request} <code>{requestId}</code>
        </p>
      )}
      <button type="button" className="button" onClick={onRetry}>
        <Icon name="refresh" small />
        {words.retry}
      </button>
    </PageState>
  );
}
