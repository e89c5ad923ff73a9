import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, createRouter } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/client.ts';
import { LanguageProvider } from './kit/i18n/language-provider.tsx';
import { routeTree } from './routeTree.gen.ts';
import './kit/theme/tokens.css';
import './kit/theme/base.css';
import './shell/shell.css';
import './features/live/live.css';
import './features/trends/trends.css';
import './features/status/status.css';
import { ROOT_PATH } from './server-address.ts';
import { parseUrlSearch, stringifyUrlSearch } from './kit/url-search.ts';

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
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
