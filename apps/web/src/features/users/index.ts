export { permissionGroups } from './permission-groups.ts';
export { userWords } from './user-words.ts';
