import {
  changed,
  createUserInput,
  done,
  invitedUser,
  linkIdentityInput,
  listUsersInput,
  noInput,
  oneUserInput,
  placeList,
  resetLink,
  setRolesInput,
  unlinkIdentityInput,
  updateUserInput,
  userDetail,
  userPage,
} from '@varve/contract';
import { requireFresh } from '../../kit/access/access.ts';
import { importProcedures } from '../../trpc/import-procedures.ts';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { createUser } from './create-user.ts';
import { linkIdentity, unlinkIdentity } from './link-identity.ts';
import { listPlaces } from './list-places.ts';
import { listUsers } from './list-users.ts';
import { readUser } from './read-user.ts';
import { removeFactorOf } from './remove-factor-of.ts';
import { removeUser } from './remove-user.ts';
import { resetPassword } from './reset-password.ts';
import { setRoles } from './set-roles.ts';
import { updateUser } from './update-user.ts';
import { usersImport } from './users-import.ts';

/** Users of the tenant. What changes rights or credentials needs a password that was just shown. */
export const usersRouter = createRouter({
  /** Users from a file. */
  imports: importProcedures(usersImport),
  /** Users by name, a page at a time. */
  list: may('users.read')
    .input(listUsersInput)
    .output(userPage)
    .query(({ ctx: { tenant }, input }) => tenant.transaction((tx) => listUsers(tx, input))),
  /** One user, with his roles and their places. */
  get: may('users.read')
    .input(oneUserInput)
    .output(userDetail)
    .query(({ ctx: { tenant }, input }) => tenant.transaction((tx) => readUser(tx, input.userId))),
  /** Places that a role can be bound to. */
  places: may('users.read')
    .input(noInput)
    .output(placeList)
    .query(({ ctx: { tenant } }) => tenant.transaction(listPlaces)),
  /** Makes a user, and a link by which he sets his password. */
  create: may('users.write')
    .input(createUserInput)
    .output(invitedUser)
    .mutation(({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      return tenant.transaction((tx) => createUser(tx, access, input));
    }),
  update: may('users.write')
    .input(updateUserInput)
    .output(changed)
    .mutation(({ ctx: { tenant, access }, input }) => {
      if (input.enabled !== undefined || input.email !== undefined) requireFresh(access);
      return tenant.transaction((tx) => updateUser(tx, access, input));
    }),
  /** Gives a user these roles, and no others. */
  setRoles: may('users.write')
    .input(setRolesInput)
    .output(changed)
    .mutation(({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      return tenant.transaction((tx) => setRoles(tx, access, input));
    }),
  /** Ends the sessions and the password of a user, and makes a link by which he sets another. */
  resetPassword: may('users.write')
    .input(oneUserInput)
    .output(resetLink)
    .mutation(({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      return tenant.transaction((tx) => resetPassword(tx, access, input.userId));
    }),
  /** Removes the second factor of somebody who lost it. */
  removeFactor: may('users.write')
    .input(oneUserInput)
    .output(done)
    .mutation(async ({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      await tenant.transaction((tx) => removeFactorOf(tx, access, input.userId));
      return {};
    }),
  /** Lets a user log in as a person of a provider. */
  linkIdentity: may('users.write')
    .input(linkIdentityInput)
    .output(done)
    .mutation(async ({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      await tenant.transaction((tx) => linkIdentity(tx, access, input));
      return {};
    }),
  /** Takes from a user that he logs in as a person of a provider. */
  unlinkIdentity: may('users.write')
    .input(unlinkIdentityInput)
    .output(done)
    .mutation(async ({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      await tenant.transaction((tx) => unlinkIdentity(tx, access, input));
      return {};
    }),
  remove: may('users.write')
    .input(oneUserInput)
    .output(done)
    .mutation(async ({ ctx: { tenant, access }, input }) => {
      requireFresh(access);
      await tenant.transaction((tx) => removeUser(tx, access, input.userId));
      return {};
    }),
});
