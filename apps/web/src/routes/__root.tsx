import { createRootRoute } from '@tanstack/react-router';
import { AppShell } from '../shell/app-shell.tsx';
import { FailedPage } from '../shell/failed-page.tsx';
import { UnknownPage } from '../shell/unknown-page.tsx';

export const Route = createRootRoute({
  component: AppShell,
  notFoundComponent: UnknownPage,
  errorComponent: FailedPage,
  staticData: { permission: null },
});
