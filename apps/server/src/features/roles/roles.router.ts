import {
  createRoleInput,
  done,
  noInput,
  permission,
  permissionList,
  removeRoleInput,
  role,
  roleList,
  updateRoleInput,
} from '@varve/contract';
import { requireFresh } from '../../kit/access/access.ts';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { createRole } from './create-role.ts';
import { listRoles } from './list-roles.ts';
import { removeRole } from './remove-role.ts';
import { updateRole } from './update-role.ts';

/** Roles of the tenant. Each change needs a password that was just shown. */
export const rolesRouter = createRouter({
  list: may('users.read')
    .input(noInput)
    .output(roleList)
    .query(({ ctx: { tenant } }) => tenant.transaction(listRoles)),
  create: may('users.write')
    .input(createRoleInput)
    .output(role)
    .mutation(({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      return tenant.transaction((tx) => createRole(tx, access, input));
    }),
  update: may('users.write')
    .input(updateRoleInput)
    .output(role)
    .mutation(({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      return tenant.transaction((tx) => updateRole(tx, access, input));
    }),
  remove: may('users.write')
    .input(removeRoleInput)
    .output(done)
    .mutation(async ({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      await tenant.transaction((tx) => removeRole(tx, input.roleId));
      return {};
    }),
});

/** Rights that a role may have. */
export const permissionsRouter = createRouter({
  list: may('users.read')
    .input(noInput)
    .output(permissionList)
    .query(() => ({ permissions: permission.options.toSorted() })),
});
