import { z } from 'zod';
import { givenIdentity, MAX_IDENTITIES, userIdentity } from './identity.ts';
import { nextCursor, pageInput } from './page.ts';
import { roleId } from './roles.ts';
import { fullName, language, username } from './session.ts';
import { rowId } from './row-id.ts';
import { userId } from './sessions.ts';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';
import { version } from './version.ts';

const MAX_LISTED_USERS = 200;
const MAX_ROLES_OF_USER = 100;
const MAX_SCOPES_OF_ROLE = 500;
/** Most places that one answer lists. */
export const MAX_LISTED_PLACES = 10_000;

/** Kind of a place that a role may be bound to. */
export const placeKind = z.enum(['field', 'well', 'factory', 'machine', 'equipment']);
export type PlaceKind = z.infer<typeof placeKind>;

/** A place, with all that lies below it. */
export const scope = z.strictObject({ kind: placeKind, id: z.uuid().toLowerCase() });
export type Scope = z.infer<typeof scope>;

/** A place by its name. */
export const place = z.strictObject({ ...scope.shape, name: z.string() });
export type Place = z.infer<typeof place>;

/** Output of `users.places`: fields, wells, factories and machines, by name. Pieces of equipment are too many to choose from. */
export const placeList = z.strictObject({
  places: z.array(place).max(MAX_LISTED_PLACES),
  /** Whether there are more than an answer lists. */
  isCut: z.boolean(),
});
export type PlaceList = z.infer<typeof placeList>;

/** Whether a user can log in: `waiting` has neither a password nor a provider that names him, but a link by which he sets one, or had one. */
export const userState = z.enum(['active', 'waiting', 'disabled']);

const email = z.email().max(254);

/** A user in a list. */
export const user = z.strictObject({
  id: userId,
  username: z.string(),
  fullName: z.string(),
  email: z.string().nullable(),
  kind: z.enum(['person', 'service']),
  language: language.nullable(),
  state: userState,
  /** Names of his roles. */
  roles: z.array(z.string()).max(MAX_ROLES_OF_USER),
  hasFactor: z.boolean(),
  lastLoginAtMs: timeMs.nullable(),
  version,
});
export type User = z.infer<typeof user>;

/** A role that a user has, with the places that it is bound to; none where it holds everywhere. */
export const userRole = z.strictObject({
  roleId,
  name: z.string(),
  scopes: z.array(place).max(MAX_SCOPES_OF_ROLE),
});
export type UserRole = z.infer<typeof userRole>;

/** Output of `users.get`. */
export const userDetail = z.strictObject({
  ...user.shape,
  roles: z.array(userRole).max(MAX_ROLES_OF_USER),
  createdAtMs: timeMs,
  /** People of providers of OpenID Connect by which he logs in. */
  identities: z.array(userIdentity).max(MAX_IDENTITIES),
  /** Sessions that go on. */
  sessionCount: z.int().nonnegative(),
});
export type UserDetail = z.infer<typeof userDetail>;

/** Input of `users.list`: users by name. */
export const listUsersInput = z.strictObject({
  /** Part of the user name, the full name or the e-mail address. */
  search: textLine(200).default(''),
  roleId: roleId.optional(),
  state: userState.optional(),
  ...pageInput(MAX_LISTED_USERS),
});
export type ListUsersInput = z.infer<typeof listUsersInput>;

/** Output of `users.list`. */
export const userPage = z.strictObject({
  users: z.array(user).max(MAX_LISTED_USERS),
  nextCursor,
});
export type UserPage = z.infer<typeof userPage>;

/** Input of procedures about one user. */
export const oneUserInput = z.strictObject({ userId });

/** Roles to give, each once, with the places that it is bound to. */
export const givenRoles = z
  .array(
    z.strictObject({
      roleId,
      /** None: the role holds everywhere. */
      scopes: z
        .array(scope)
        .max(MAX_SCOPES_OF_ROLE)
        .refine((scopes) => isOnce(scopes.map(({ id }) => id)), 'expected each place once')
        .default([]),
    }),
  )
  .max(MAX_ROLES_OF_USER)
  .refine((roles) => isOnce(roles.map((given) => given.roleId)), 'expected each role once');
export type GivenRoles = z.infer<typeof givenRoles>;

function isOnce(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}

/** Input of `users.create`. */
export const createUserInput = z.strictObject({
  username,
  fullName: fullName.default(''),
  email: email.nullable().default(null),
  language: language.nullable().default(null),
  roles: givenRoles.default([]),
  /** The person of a provider of OpenID Connect by which he logs in. */
  identity: givenIdentity.optional(),
});
export type CreateUserInput = z.infer<typeof createUserInput>;

/** Output of `users.create`. The code of the link `/enter#code` is shown once, and holds for 24 hours. */
export const invitedUser = z.strictObject({ userId, code: z.string() });
export type InvitedUser = z.infer<typeof invitedUser>;

/** Input of `users.update`: what is not named stays. */
export const updateUserInput = z.strictObject({
  userId,
  expectedVersion: version,
  fullName: fullName.optional(),
  email: email.nullable().optional(),
  language: language.nullable().optional(),
  enabled: z.boolean().optional(),
});
export type UpdateUserInput = z.infer<typeof updateUserInput>;

/** Output of changes of a row: its version from now on. */
export const changed = z.strictObject({ version });
export type Changed = z.infer<typeof changed>;

/** Input of `users.linkIdentity`: the person of a provider by which the user logs in from now on. */
export const linkIdentityInput = z.strictObject({ userId, ...givenIdentity.shape });
export type LinkIdentityInput = z.infer<typeof linkIdentityInput>;

/** Input of `users.unlinkIdentity`. */
export const unlinkIdentityInput = z.strictObject({ userId, identityId: rowId });
export type UnlinkIdentityInput = z.infer<typeof unlinkIdentityInput>;

/** Input of `users.setRoles`: all roles that the user is to have. */
export const setRolesInput = z.strictObject({
  userId,
  expectedVersion: version,
  roles: givenRoles,
});
export type SetRolesInput = z.infer<typeof setRolesInput>;

/** Output of `users.resetPassword`. The code of the link `/enter#code` is shown once, and holds for 24 hours. */
export const resetLink = z.strictObject({ code: z.string() });
export type ResetLink = z.infer<typeof resetLink>;
