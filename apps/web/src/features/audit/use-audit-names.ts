import type { AuditEntryView } from '../../api/contract.ts';
import { nameOf } from '../../kit/i18n/name-of.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { useRoleName } from '../../session/use-role-name.ts';
import { auditWords } from './audit-words.ts';
import { fieldWords } from './fields/field-words.ts';

const ROLE_TABLES: ReadonlySet<string> = new Set(['roles', 'role_permissions']);

/** Gives the functions that say actions, kinds of things, their fields and things in words, or by their codes where there are none. */
export function useAuditNames() {
  const words = useWords(auditWords);
  const fields = useWords(fieldWords);
  const roleName = useRoleName();
  return {
    actionName: (code: string) => nameOf(words.actions, code),
    resourceName: (code: string) => nameOf(words.resources, code),
    fieldName: (code: string) => nameOf(fields, code),
    /** The name of the thing itself; null where nothing says so. */
    ownName: ({ resourceType, resourceName }: AuditEntryView): string | null =>
      resourceName !== null && ROLE_TABLES.has(resourceType)
        ? roleName(resourceName)
        : resourceName,
  };
}
