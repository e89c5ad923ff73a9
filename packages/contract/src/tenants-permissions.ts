/** Rights of the area `tenants`: apart, since its schemas need those of users, which need the list of all rights. */
export const tenantsPermissions = ['tenants.manage'] as const;
