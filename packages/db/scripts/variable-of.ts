import type { RelationInfo } from '../src/catalogue/read-catalogue.ts';

/** Name of the variable: a view that shows the tenant's rows of a table of the same name says so. */
export function variableOf({ schema, name, kind }: RelationInfo): string {
  const shared =
    /^((text_)?samples|.*_ts|energy_(readings|accounts|account_heads|account_notes)|production_data|environmental_data|batch_data)$/;
  const view =
    kind === 'view' && schema === 'public' && shared.test(name) && name !== 'scada_tags_ts';
  return camel(name) + (view ? 'OfTenant' : '');
}

/** Name of the type of a row. */
export function typeOf(relation: RelationInfo): string {
  const name = variableOf(relation).replace(/OfTenant$/, '');
  const singular = /(status|reserves)$/i.test(name)
    ? name
    : name
        .replace(/ies$/, 'y')
        .replace(/(ch|x)es$/, '$1')
        .replace(/([^s])s$/, '$1');
  const suffix = variableOf(relation).endsWith('OfTenant') ? 'OfTenant' : '';
  return singular[0]!.toUpperCase() + singular.slice(1) + suffix;
}

/** `wellId` for `well_id`. */
export function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
