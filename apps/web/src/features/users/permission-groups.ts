import type { Permission } from '../../api/contract.ts';

/** The area of a right: its part before the point. */
export type PermissionArea = Permission extends `${infer Area}.${string}` ? Area : never;

/** The rights of an area. */
interface PermissionGroup {
  readonly area: PermissionArea;
  readonly permissions: readonly Permission[];
}

/** Groups rights by their areas, in the order of their codes. */
export function permissionGroups(permissions: readonly Permission[]): readonly PermissionGroup[] {
  const groups = new Map<PermissionArea, Permission[]>();
  for (const permission of permissions) {
    const area = permission.slice(0, permission.indexOf('.')) as PermissionArea;
    groups.set(area, [...(groups.get(area) ?? []), permission]);
  }
  return [...groups].map(([area, ofArea]) => ({ area, permissions: ofArea }));
}
