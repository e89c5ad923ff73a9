import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Permission, RoleView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { useRefreshUsers } from './use-refresh-users.ts';

/** A right of a role that is to be given or taken. */
export interface RoleChange {
  readonly role: RoleView;
  readonly permission: Permission;
  readonly isGranted: boolean;
}

/** Keeps what is changed about roles until it is saved. */
export function useRoleDrafts(roles: readonly RoleView[]) {
  // By role and right: what differs from what is stored.
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const queryClient = useQueryClient();
  const refresh = useRefreshUsers();
  const fresh = useFresh();
  const update = useMutation(trpc.roles.update.mutationOptions());
  const keyOf = (role: RoleView, permission: Permission): string => `${role.id} ${permission}`;
  const isChanged = (role: RoleView, permission: Permission): boolean =>
    changed.has(keyOf(role, permission));
  const isGranted = (role: RoleView, permission: Permission): boolean =>
    role.permissions.includes(permission) !== isChanged(role, permission);
  const changesOf = (role: RoleView, permissions: readonly Permission[]): RoleChange[] =>
    permissions
      .filter((permission) => isChanged(role, permission))
      .map((permission) => ({ role, permission, isGranted: isGranted(role, permission) }));
  return {
    isChanged,
    isGranted,
    changesIn: (permissions: readonly Permission[]): RoleChange[] =>
      roles.flatMap((role) => changesOf(role, permissions)),
    toggle: (role: RoleView, permission: Permission) => {
      const key = keyOf(role, permission);
      setChanged((last) => new Set(last.has(key) ? without(last, [key]) : [...last, key]));
    },
    discard: () => setChanged(new Set()),
    /** Saves role by role: what was saved before a refusal stays saved. */
    save: async (permissions: readonly Permission[]): Promise<void> => {
      try {
        for (const role of roles) {
          if (changesOf(role, permissions).length === 0) continue;
          const saved = await fresh(() =>
            update.mutateAsync({
              roleId: role.id,
              expectedVersion: role.version,
              permissions: permissions.filter((permission) => isGranted(role, permission)),
            }),
          );
          const keys = permissions.map((permission) => keyOf(role, permission));
          // Both at once: no right is seen in between as it was.
          queryClient.setQueryData(
            trpc.roles.list.queryKey(),
            (list) =>
              list && { roles: list.roles.map((one) => (one.id === saved.id ? saved : one)) },
          );
          setChanged((last) => new Set(without(last, keys)));
        }
      } finally {
        await refresh();
      }
    },
  };
}

function without(all: ReadonlySet<string>, keys: readonly string[]): string[] {
  return [...all].filter((key) => !keys.includes(key));
}
