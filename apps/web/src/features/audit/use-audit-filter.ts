import { useMemo } from 'react';
import { useClock } from '../../kit/clock/clock-context.ts';
import { auditRangeOf, type AuditSearch } from './read-audit-search.ts';

/** Gives what an address asks the log for. A range that ends now is counted from when it was chosen. */
export function useAuditFilter(search: AuditSearch) {
  const { nowMs } = useClock();
  const { range, from, to, actor, action, resourceType, resourceId, requestId, outcome } = search;
  return useMemo(() => {
    const chosen = auditRangeOf({ ...(range && { range }), ...(from && to && { from, to }) });
    const times =
      chosen === null
        ? {}
        : chosen.kind === 'between'
          ? { fromMs: chosen.fromMs, toMs: chosen.toMs }
          : { fromMs: nowMs() - chosen.durationMs };
    const given = { actor, action, resourceType, resourceId, requestId, outcome };
    return {
      ...times,
      ...(Object.fromEntries(
        Object.entries(given).filter(([, value]) => value !== undefined),
      ) as Pick<AuditSearch, keyof typeof given>),
    };
  }, [nowMs, range, from, to, actor, action, resourceType, resourceId, requestId, outcome]);
}

export type AuditFilter = ReturnType<typeof useAuditFilter>;
