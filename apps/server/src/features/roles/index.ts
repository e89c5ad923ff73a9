export { listRoles } from './list-roles.ts';
export { permissionsRouter, rolesRouter } from './roles.router.ts';
