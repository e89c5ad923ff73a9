import { Link, Outlet, createRootRoute, useRouter } from '@tanstack/react-router';
import { useLanguage } from '../kit/i18n/language-context.ts';
import { ConnectionBanner } from '../shell/connection-banner.tsx';
import { Header } from '../shell/header.tsx';
import { EmptyState, FailedState } from '../kit/ui/page-state.tsx';

export const Route = createRootRoute({
  component: Shell,
  notFoundComponent: UnknownPage,
  errorComponent: FailedPage,
});

function Shell() {
  return (
    <div className="shell">
      <Header />
      <ConnectionBanner />
      <Outlet />
    </div>
  );
}

function UnknownPage() {
  const { words } = useLanguage();
  return (
    <main id="content" className="page">
      <EmptyState title={words.common.unknownPage}>
        <Link className="button" to="/">
          {words.common.backToLive}
        </Link>
      </EmptyState>
    </main>
  );
}

function FailedPage() {
  const { words } = useLanguage();
  const router = useRouter();
  return (
    <main id="content" className="page">
      <FailedState what={words.common.failed} onRetry={() => void router.invalidate()} />
    </main>
  );
}
