import { createFileRoute } from '@tanstack/react-router';
import { safeNext } from '@varve/contract/safe-next';
import { SecurityPage } from '../shell/entry/security-page.tsx';

export const Route = createFileRoute('/security')({
  // Said even where there is none: the router would hand on what stands in the address.
  validateSearch: ({ next }): { next?: string | undefined } => ({ next: safeNext(next) }),
  component: function SecurityRoute() {
    return <SecurityPage next={Route.useSearch().next} />;
  },
  staticData: { permission: null, isEntrance: true },
});
