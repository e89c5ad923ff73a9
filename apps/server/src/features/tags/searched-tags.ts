import type { Scope } from '@varve/contract';
import type { Access } from '../../kit/access/access.ts';
import { tagsInScope } from '../../kit/access/tags-in-scope.ts';
import type { Collector } from '../../kit/collector.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import type { SearchedTags } from './search-tags.ts';
import { tagsAtPlace } from './tags-at-place.ts';

interface Searching {
  readonly access: Access;
  readonly tenant: TenantTransactions;
  readonly findCollector: () => Promise<Pick<Collector, 'tags'>>;
}

/** Gives the tags that the caller may find, of all or of a place. @throws ServerError NOT_FOUND for a place that is not there */
export async function searchedTags(
  { access, tenant, findCollector }: Searching,
  place?: Scope,
): Promise<SearchedTags> {
  const scope = await tagsInScope(access, 'tags.read', tenant);
  const tags = (await findCollector()).tags();
  if (place === undefined) return { tags, has: (id) => scope.has(id) };
  const there = await tenant.transaction((tx) => tagsAtPlace(tx, place));
  return { tags, has: (id) => there.has(id) && scope.has(id) };
}
