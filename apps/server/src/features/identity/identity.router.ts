import {
  createProviderInput,
  identityProvider,
  identityProviders,
  noInput,
  providerCheck,
  rowRef,
  updateProviderInput,
} from '@varve/contract';
import { requireFresh } from '../../kit/access/access.ts';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { checkProvider } from './check-provider.ts';
import { createProvider } from './create-provider.ts';
import { listProviders } from './list-providers.ts';
import { removeProvider } from './remove-provider.ts';
import { updateProvider } from './update-provider.ts';

/** Providers of OpenID Connect. What decides who gets in needs a password that was just shown. */
export const identityRouter = createRouter({
  providers: createRouter({
    /** All of them, by name: never their secrets. */
    list: may('users.read')
      .input(noInput)
      .output(identityProviders)
      .query(({ ctx: { tenant } }) => tenant.transaction(listProviders)),
    create: may('identity.manage')
      .input(createProviderInput)
      .output(identityProvider)
      .mutation(({ ctx: { tenant, access, security }, input }) => {
        requireFresh(access);
        return tenant.transaction((tx) => createProvider(tx, security.keyring, input));
      }),
    update: may('identity.manage')
      .input(updateProviderInput)
      .output(identityProvider)
      .mutation(({ ctx: { tenant, access, security }, input }) => {
        requireFresh(access);
        return tenant.transaction((tx) => updateProvider(tx, security.keyring, input));
      }),
    remove: may('identity.manage')
      .input(rowRef)
      .output(rowRef)
      .mutation(({ ctx: { tenant, access }, input }) => {
        requireFresh(access);
        return tenant.transaction((tx) => removeProvider(tx, input));
      }),
    /** Asks a provider for its configuration, as each log-in does. */
    check: may('identity.manage')
      .input(rowRef)
      .output(providerCheck)
      .mutation(({ ctx: { tenant, security, outbound }, input }) =>
        checkProvider(tenant, { keyring: security.keyring, guard: outbound }, input),
      ),
  }),
});
