import { useRouter } from '@tanstack/react-router';
import { useWords } from '../kit/i18n/use-words.ts';
import { FailedState } from '../kit/ui/failed-state.tsx';
import { Page } from '../kit/ui/page.tsx';
import { shellWords } from './shell-words.ts';

/** Shown in place of a page that threw an error. */
export function FailedPage() {
  const words = useWords(shellWords);
  const router = useRouter();
  return (
    <Page title={words.failedTitle} titleHidden>
      <FailedState what={words.failed} onRetry={() => void router.invalidate()} />
    </Page>
  );
}
