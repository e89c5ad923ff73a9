import { useQuery } from '@tanstack/react-query';
import type { AuditEntryView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { Timeline } from '../../kit/ui/timeline.tsx';
import { calendarWords } from './calendar-words.ts';

const SHOWN = 20;

/** Who changed a calendar, when, and what: as the audit log has it. */
export function CalendarHistory({ calendarId }: { readonly calendarId: string }) {
  const words = useWords(calendarWords);
  const entries = useQuery(
    trpc.audit.list.queryOptions({
      resourceType: 'calendars',
      resourceId: calendarId,
      limit: SHOWN,
    }),
  );
  const titleOf = ({ action, actor }: AuditEntryView): string =>
    `${action === 'insert' ? words.actions.insert : words.actions.update}: ${actor ?? words.somebody}`;
  return (
    <QueryState query={entries} failed={words.historyFailed}>
      {({ entries: shown }) => (
        <div className="panel-body">
          <Timeline
            entries={shown.map((entry) => ({
              key: entry.id,
              timeMs: entry.timeMs,
              title: titleOf(entry),
              detail: entry.changedColumns.map((name) => words.columns[name] ?? name).join(', '),
            }))}
          />
        </div>
      )}
    </QueryState>
  );
}
