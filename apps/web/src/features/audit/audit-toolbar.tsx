import { useState } from 'react';
import { AUDIT_OUTCOMES } from '../../api/codes.ts';
import { useNow } from '../../kit/clock/use-now.ts';
import { FilterBar } from '../../kit/filter/filter-bar.tsx';
import { FilterSelect } from '../../kit/filter/filter-select.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { RangePicker } from '../../kit/time-range/range-picker.tsx';
import { RANGES_MS, writeBetween } from '../../kit/time-range/time-range.ts';
import { auditWords } from './audit-words.ts';
import { useAuditNames } from './use-audit-names.ts';
import { WordFilter } from '../../kit/filter/word-filter.tsx';
import {
  auditRangeOf,
  type AuditSearch,
  type AuditSearchChange,
  type AuditText,
} from './read-audit-search.ts';

interface AuditToolbarProps {
  readonly search: AuditSearch;
  readonly onChange: (change: AuditSearchChange) => void;
}

const RARE: readonly AuditText[] = ['resourceType', 'resourceId', 'requestId'];
const CLEARED: AuditSearchChange = {
  actor: undefined,
  action: undefined,
  resourceType: undefined,
  resourceId: undefined,
  requestId: undefined,
  outcome: undefined,
};

/** Narrows the log. */
export function AuditToolbar({ search, onChange }: AuditToolbarProps) {
  const words = useWords(auditWords);
  const [isOpen, setOpen] = useState(false);
  const isRareUsed = RARE.some((name) => search[name] !== undefined);
  const isFiltered = Object.keys(CLEARED).some((name) => search[name as keyof AuditSearch]);
  return (
    <FilterBar label={words.filters}>
      <AuditRange search={search} onChange={onChange} />
      <CommonFilters search={search} onChange={onChange} />
      <button
        type="button"
        className="button"
        aria-expanded={isOpen || isRareUsed}
        aria-disabled={isRareUsed}
        onClick={() => setOpen(!isOpen)}
      >
        {words.more}
      </button>
      {(isOpen || isRareUsed) && <RareFilters search={search} onChange={onChange} />}
      {isFiltered && (
        <button type="button" className="button button-quiet" onClick={() => onChange(CLEARED)}>
          {words.clear}
        </button>
      )}
    </FilterBar>
  );
}

function AuditRange({ search, onChange }: AuditToolbarProps) {
  const range = auditRangeOf(search);
  const nowMs = useNow(null);
  const shown =
    range?.kind === 'between'
      ? range
      : { fromMs: nowMs - (range?.durationMs ?? RANGES_MS['24h']), toMs: nowMs };
  return (
    <RangePicker
      range={range}
      shown={shown}
      onAll={() => onChange({ range: undefined, from: undefined, to: undefined })}
      onRange={(key) => onChange({ range: key, from: undefined, to: undefined })}
      onBetween={(between) => onChange({ range: undefined, ...writeBetween(between) })}
    />
  );
}

function CommonFilters({ search, onChange }: AuditToolbarProps) {
  const words = useWords(auditWords);
  const { actionName } = useAuditNames();
  return (
    <>
      <WordFilter
        label={words.actorFilter}
        value={search.actor}
        onChange={(actor) => onChange({ actor })}
      />
      <WordFilter
        label={words.actionFilter}
        value={search.action}
        known={Object.keys(words.actions)}
        nameOf={actionName}
        onChange={(action) => onChange({ action })}
      />
      <FilterSelect
        label={words.outcome}
        any={words.anyOutcome}
        value={search.outcome}
        values={AUDIT_OUTCOMES}
        nameOf={(outcome) => words.outcomes[outcome]}
        onChange={(outcome) => onChange({ outcome })}
      />
    </>
  );
}

function RareFilters({ search, onChange }: AuditToolbarProps) {
  const words = useWords(auditWords);
  const { resourceName } = useAuditNames();
  return (
    <>
      <WordFilter
        label={words.resourceTypeFilter}
        value={search.resourceType}
        known={Object.keys(words.resources)}
        nameOf={resourceName}
        onChange={(resourceType) => onChange({ resourceType })}
      />
      <WordFilter
        label={words.resourceIdFilter}
        value={search.resourceId}
        onChange={(resourceId) => onChange({ resourceId })}
      />
      <WordFilter
        label={words.requestIdFilter}
        value={search.requestId}
        onChange={(requestId) => onChange({ requestId })}
      />
    </>
  );
}
