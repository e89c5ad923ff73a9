import { Link } from '@tanstack/react-router';
import { link as liveLink } from '../features/live/link.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { EmptyState } from '../kit/ui/empty-state.tsx';
import { Page } from '../kit/ui/page.tsx';
import { shellWords } from './shell-words.ts';

/** Shown at an address that no page has. */
export function UnknownPage() {
  const words = useWords(shellWords);
  return (
    <Page title={words.unknownTitle} titleHidden>
      <EmptyState title={words.unknownPage}>
        <Link className="button" {...liveLink}>
          {words.backToLive}
        </Link>
      </EmptyState>
    </Page>
  );
}
