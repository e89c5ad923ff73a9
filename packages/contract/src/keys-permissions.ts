// Apart from the keys' schemas: those need the list of all permissions, which needs these.
export const keysPermissions = ['keys.manage'] as const;
