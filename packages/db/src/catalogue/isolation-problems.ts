import type { RelationInfo } from './read-catalogue.ts';

/** Tables that all tenants share: read-only for the application. */
const SHARED = ['public.permissions'];

/** What a view needs so that nobody sees through it more than may be seen. */
const GUARDS = ['security_barrier=true', 'security_invoker=true'];

/**
 * Finds what one tenant might see, or change, of another.
 *
 * A table with a tenant has forced row-level security with its two policies. A table without one (a series, whose rows
 * belong to the tenant of their tag or asset) is not the application's to touch. A view is a security barrier that compares
 * tenants itself, or works with the rights of whoever asks.
 */
export function isolationProblems(relations: readonly RelationInfo[]): string[] {
  return relations.flatMap((relation) => {
    const name = `${relation.schema}.${relation.name}`;
    const problems =
      relation.kind === 'table' ? tableProblems(relation, name) : viewProblems(relation);
    return problems.map((problem) => `${name} ${problem}`);
  });
}

function tableProblems(relation: RelationInfo, name: string): string[] {
  const { columns, appPrivileges, rowSecurity, rowSecurityForced, policies } = relation;
  if (SHARED.includes(name)) {
    return appPrivileges.some((privilege) => privilege !== 'SELECT')
      ? ['is shared and may be written']
      : [];
  }
  const hasTenant =
    name === 'public.tenants' || columns.some((column) => column.name === 'tenant_id');
  // Nothing but the template of the standard columns has a tenant and no reader.
  if (!hasTenant || name === 'internal.standard_columns') {
    return appPrivileges.length > 0
      ? [`has no tenant, and varve_app may ${appPrivileges.join(', ')}`]
      : [];
  }
  return [
    ...(rowSecurity ? [] : ['has no row-level security']),
    ...(rowSecurityForced ? [] : ['does not force row-level security on its owner']),
    ...(policies.join() === 'system_access,tenant_isolation'
      ? []
      : [`has the policies [${policies.join(', ')}]`]),
  ];
}

function viewProblems({ appPrivileges, options }: RelationInfo): string[] {
  if (appPrivileges.length === 0) return [];
  return [
    ...(GUARDS.some((guard) => options.includes(guard))
      ? []
      : ['is neither a security barrier nor works as its reader']),
    ...(appPrivileges.join() === 'SELECT' ? [] : [`may be written: ${appPrivileges.join(', ')}`]),
  ];
}
