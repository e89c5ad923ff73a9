import './kit/theme/tokens.css';
import './kit/theme/base.css';
import './kit/ui/controls.css';
import './kit/ui/marks.css';
import { RouterProvider, createRouter } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProvider } from './api/api-provider.tsx';
import type { Permission } from './api/contract.ts';
import { ROOT_PATH } from './server-address.ts';
import { LanguageProvider } from './kit/i18n/language-provider.tsx';
import { parseUrlSearch, stringifyUrlSearch } from './kit/parse-url-search.ts';
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
  /** Each page says which permission it needs; the root needs none. */
  interface StaticDataRouteOption {
    readonly permission: Permission | null;
  }
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <ApiProvider>
      <LanguageProvider>
        <RouterProvider router={router} />
      </LanguageProvider>
    </ApiProvider>
  </StrictMode>,
);
