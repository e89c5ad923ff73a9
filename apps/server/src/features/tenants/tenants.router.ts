import {
  createTenantInput,
  done,
  inviteAdministratorInput,
  invitedAdministrator,
  noInput,
  oneTenantInput,
  tenantList,
} from '@varve/contract';
import { requireFresh } from '../../kit/access/access.ts';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { closeTenant } from './close-tenant.ts';
import { createTenant } from './create-tenant.ts';
import { inviteAdministrator } from './invite-administrator.ts';
import { listTenants } from './list-tenants.ts';

/** The tenants of this server. Only the operator's administrators have the permission. */
export const tenantsRouter = createRouter({
  list: may('tenants.manage')
    .input(noInput)
    .output(tenantList)
    .query(({ ctx: { tenant } }) => tenant.transaction(listTenants)),
  /** Makes a tenant, its first administrator, and a link by which he sets his password. */
  create: may('tenants.manage')
    .input(createTenantInput)
    .output(invitedAdministrator)
    .mutation(async ({ ctx: { tenant: operator, tenants, access }, input }) => {
      requireFresh(access);
      const tenantId = await operator.transaction((tx) => createTenant(tx, input));
      const { username, fullName, email } = input;
      return inviteAdministrator(
        { operator, operatorId: access.tenantId, tenants },
        { tenantId, username, fullName, email },
      );
    }),
  /** Makes another administrator of a tenant, for those who lost theirs. */
  invite: may('tenants.manage')
    .input(inviteAdministratorInput)
    .output(invitedAdministrator)
    .mutation(({ ctx: { tenant: operator, tenants, access }, input }) => {
      requireFresh(access);
      return inviteAdministrator({ operator, operatorId: access.tenantId, tenants }, input);
    }),
  /** Lets nobody of a tenant in any more. What it has stored stays. */
  close: may('tenants.manage')
    .input(oneTenantInput)
    .output(done)
    .mutation(({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      return tenant.transaction((tx) => closeTenant(tx, input, true));
    }),
  reopen: may('tenants.manage')
    .input(oneTenantInput)
    .output(done)
    .mutation(({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      return tenant.transaction((tx) => closeTenant(tx, input, false));
    }),
});
