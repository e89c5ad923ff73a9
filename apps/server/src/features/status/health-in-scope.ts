import type { Health } from '@varve/contract';
import type { TagScope } from '../../kit/access/tags-in-scope.ts';
import type { Collector } from '../../kit/collector.ts';

/** Leaves out the sources that feed no tag in scope. */
export function healthInScope(
  health: Health,
  collector: Pick<Collector, 'tags'>,
  scope: TagScope,
): Health {
  if (scope.ids === null) return health;
  const seen = new Set(
    collector.tags().flatMap(({ id, source }) => (scope.has(id) ? [source] : [])),
  );
  return { ...health, sources: health.sources.filter(({ name }) => seen.has(name)) };
}
