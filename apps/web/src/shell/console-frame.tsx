import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../kit/i18n/use-words.ts';
import { FailedState } from '../kit/ui/failed-state.tsx';
import { ForbiddenState } from '../kit/ui/forbidden-state.tsx';
import { LoadingState } from '../kit/ui/loading-state.tsx';
import { Page } from '../kit/ui/page.tsx';
import { ReauthenticationProvider } from '../session/reauthentication-provider.tsx';
import { useMay } from '../session/session-context.ts';
import { sessionQuery } from '../session/session-query.ts';
import { useSessionState } from '../session/use-session-state.ts';
import { AppShell } from './app-shell.tsx';
import { DisplayShell } from './display-shell.tsx';
import { entranceAddress } from './entrance-address.ts';
import { GoTo } from './go-to.tsx';
import { shellWords } from './shell-words.ts';
import { useLanding } from './use-landing.ts';

/** The frame of the console: lets in who is logged in, to the pages that they may see, and leads everybody else to where they get in. */
export function ConsoleFrame() {
  return (
    <ReauthenticationProvider>
      <Frame />
    </ReauthenticationProvider>
  );
}

function Frame() {
  const state = useSessionState();
  const isEntrance = useMatches({ select: (matches) => matches.at(-1)?.staticData.isEntrance });
  if (isEntrance === true) return <Outlet />;
  switch (state.kind) {
    case 'asking':
      return <Asking />;
    case 'unknown':
      return (
        <AppShell>
          <NoAnswer />
        </AppShell>
      );
    case 'unset':
    case 'nobody':
    case 'due':
      return <ToEntrance key={state.kind} kind={state.kind} />;
    case 'somebody':
      if (state.person.displayPath !== null)
        return (
          <DisplayShell key={state.person.sessionId}>
            <ShownPage path={state.person.displayPath} />
          </DisplayShell>
        );
      return (
        <AppShell key={state.person.sessionId}>
          <AllowedPage />
        </AppShell>
      );
  }
}

/** Leads out, and remembers where the person was: the address changes before the page does. */
function ToEntrance({ kind }: { readonly kind: 'unset' | 'nobody' | 'due' }) {
  const router = useRouter();
  const [to] = useState(() => entranceAddress(kind, router.state.location.href));
  return <GoTo to={to} />;
}

/** The page that a screen is for: whoever starts it anew opens the console at its root. */
function ShownPage({ path }: { readonly path: string }) {
  const pathname = useMatches({ select: (matches) => matches.at(-1)?.pathname });
  return pathname === '/' && path !== '/' ? <GoTo to={path} /> : <AllowedPage />;
}

/** The page of the address, where the person may see it. */
function AllowedPage() {
  const words = useWords(shellWords);
  const may = useMay();
  const landing = useLanding();
  const pathname = useMatches({ select: (matches) => matches.at(-1)?.pathname });
  const permission = useMatches({ select: (matches) => matches.at(-1)?.staticData.permission });
  if (permission == null || may(permission)) return <Outlet />;
  // Nobody asked for the first page by its name.
  if (pathname === '/' && landing !== '/') return <GoTo to={landing} />;
  return (
    <Page title={words.forbiddenTitle} titleHidden>
      <ForbiddenState permission={permission} />
    </Page>
  );
}

function Asking() {
  return (
    <main id="content" className="page" aria-busy="true">
      <LoadingState />
    </main>
  );
}

function NoAnswer() {
  const words = useWords(shellWords);
  const queries = useQueryClient();
  return (
    <Page title={words.failedTitle} titleHidden>
      <FailedState
        what={words.noAnswer}
        onRetry={() => void queries.refetchQueries(sessionQuery)}
      />
    </Page>
  );
}
