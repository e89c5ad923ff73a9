import { createFileRoute } from '@tanstack/react-router';
import type { OidcRefusal } from '@varve/contract';
import { safeNext } from '@varve/contract/safe-next';
import { readOidcRefusal } from '../session/oidc-notice.tsx';
import { LogInPage } from '../shell/entry/log-in-page.tsx';

interface LogInSearch {
  readonly next?: string | undefined;
  /** Name of the tenant. */
  readonly tenant?: string | undefined;
  /** Why a provider let nobody in. */
  readonly refused?: OidcRefusal | undefined;
  /** The provider has named the user, whose second factor is asked for. */
  readonly factor?: 'oidc' | undefined;
}

export const Route = createFileRoute('/login')({
  // Said even where there is none: the router would hand on what stands in the address.
  validateSearch: ({ next, tenant, refused, factor }): LogInSearch => ({
    next: safeNext(next),
    tenant: typeof tenant === 'string' ? tenant : undefined,
    refused: readOidcRefusal(refused),
    factor: factor === 'oidc' ? factor : undefined,
  }),
  component: function LogInRoute() {
    return <LogInPage {...Route.useSearch()} />;
  },
  staticData: { permission: null, isEntrance: true },
});
