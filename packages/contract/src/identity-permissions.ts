// Apart from the providers' schemas: those need the schemas of roles, which need the list of all permissions.
export const identityPermissions = ['identity.manage'] as const;
