import { createRootRoute } from '@tanstack/react-router';
import { ConsoleFrame } from '../shell/console-frame.tsx';
import { FailedPage } from '../shell/failed-page.tsx';
import { UnknownPage } from '../shell/unknown-page.tsx';

export const Route = createRootRoute({
  component: ConsoleFrame,
  notFoundComponent: UnknownPage,
  errorComponent: FailedPage,
  staticData: { permission: null },
});
