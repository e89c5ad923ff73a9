import './kit/theme/styles.css';
import { RouterProvider, createRouter } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProvider } from './api/api-provider.tsx';
import type { Permission } from './api/contract.ts';
import { ROOT_PATH } from './server-address.ts';
import { PreferencesProvider } from './kit/preferences/preferences-provider.tsx';
import { parseUrlSearch, stringifyUrlSearch } from './kit/parse-url-search.ts';
import { SessionProvider } from './session/session-provider.tsx';
import { useSessionState } from './session/use-session-state.ts';
import { routeTree } from './routeTree.gen.ts';

const router = createRouter({
  routeTree,
  basepath: ROOT_PATH,
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: parseUrlSearch,
  stringifySearch: stringifyUrlSearch,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** Each page says which permission it needs; null for one that is about the person, or for nobody in particular. */
    readonly permission: Permission | null;
    /** A page outside of the shell, for those who are on their way in. @default false */
    readonly isEntrance?: boolean;
  }
}

/** The pages, as the person wants them. */
function Console() {
  const state = useSessionState();
  const person = 'person' in state ? state.person : null;
  return (
    <PreferencesProvider
      plantTimeZone={person?.timeZone ?? null}
      personLanguage={person?.language ?? person?.tenantLanguage ?? null}
    >
      <RouterProvider router={router} />
    </PreferencesProvider>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <ApiProvider>
      <SessionProvider>
        <Console />
      </SessionProvider>
    </ApiProvider>
  </StrictMode>,
);
