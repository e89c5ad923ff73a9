/** Rights of the areas `users`, `roles` and `permissions`: apart, since the schemas of users need the list of all rights. */
export const usersPermissions = ['users.read', 'users.write'] as const;
