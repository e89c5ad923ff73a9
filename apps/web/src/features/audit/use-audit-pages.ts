import { client } from '../../api/client.ts';
import { trpc } from '../../api/trpc.ts';
import { usePages } from '../../api/use-pages.ts';
import type { AuditFilter } from './use-audit-filter.ts';

/** Asks for the entries that a filter lets through, page by page. */
export function useAuditPages(filter: AuditFilter) {
  return usePages({
    queryKey: trpc.audit.list.queryKey(filter),
    read: (page, options) => client.audit.list.query({ ...filter, ...page }, options),
  });
}
