import type { RelationInfo } from './read-catalogue.ts';

/** Tables that all tenants share: read-only for the application. */
const SHARED = ['public.permissions'];

/** Options of which a view needs one, so that nobody sees through it more than may be seen. */
const GUARDS = ['security_barrier=true', 'security_invoker=true'];

/** Condition of a table's policy, as PostgreSQL spells it. */
const COMPARES_TENANTS = /^\((?:tenant_id|id) = \( SELECT internal\.current_tenant\(\)/;

/**
 * Finds what one tenant might see, or change, of another.
 *
 * A table with a tenant has forced row-level security with its two policies. A table without one (a series, whose rows
 * belong to the tenant of their tag or asset) is not the application's to touch. A view is a security barrier that compares
 * tenants itself, or works with the rights of whoever asks. A foreign key from one table with tenants to another carries the tenant,
 * since PostgreSQL checks it without asking the policies.
 */
export function isolationProblems(relations: readonly RelationInfo[]): string[] {
  const withTenant = new Set(relations.filter(({ columns }) => hasTenant(columns)).map(nameOf));
  return relations.flatMap((relation) => {
    const name = nameOf(relation);
    const problems =
      relation.kind === 'table'
        ? tableProblems(relation, name, withTenant)
        : viewProblems(relation);
    return problems.map((problem) => `${name} ${problem}`);
  });
}

function nameOf({ schema, name }: RelationInfo): string {
  return `${schema}.${name}`;
}

function hasTenant(columns: RelationInfo['columns']): boolean {
  return columns.some((column) => column.name === 'tenant_id');
}

function tableProblems(
  relation: RelationInfo,
  name: string,
  withTenant: ReadonlySet<string>,
): string[] {
  const { columns, appPrivileges } = relation;
  if (SHARED.includes(name)) {
    return appPrivileges.some((privilege) => privilege !== 'SELECT')
      ? ['is shared and may be written']
      : [];
  }
  const isOfTenants = name === 'public.tenants' || hasTenant(columns);
  // Nothing but the template of the standard columns has a tenant and no reader.
  if (!isOfTenants || name === 'internal.standard_columns') {
    return appPrivileges.length > 0
      ? [`has no tenant, and varve_app may ${appPrivileges.join(', ')}`]
      : [];
  }
  return [...policyProblems(relation), ...foreignKeyProblems(relation, withTenant)];
}

function policyProblems({
  rowSecurity,
  rowSecurityForced,
  policies,
  tenantConditions,
}: RelationInfo): string[] {
  const isIsolated =
    tenantConditions.length === 2 &&
    tenantConditions.every((condition) => COMPARES_TENANTS.test(condition ?? ''));
  return [
    ...(rowSecurity ? [] : ['has no row-level security']),
    ...(rowSecurityForced ? [] : ['does not force row-level security on its owner']),
    ...(policies.join() === 'system_access,tenant_isolation'
      ? []
      : [`has the policies [${policies.join(', ')}]`]),
    ...(isIsolated ? [] : [`isolates tenants by [${tenantConditions.join(', ')}]`]),
  ];
}

function foreignKeyProblems(
  { foreignKeys }: RelationInfo,
  withTenant: ReadonlySet<string>,
): string[] {
  return foreignKeys
    .filter(
      ({ schema, table, columns, foreignColumns }) =>
        withTenant.has(`${schema}.${table}`) &&
        (columns[0] !== 'tenant_id' || foreignColumns[0] !== 'tenant_id'),
    )
    .map(({ name }) => `has a foreign key ${name} without the tenant in it`);
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
