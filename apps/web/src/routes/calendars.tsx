import { createFileRoute } from '@tanstack/react-router';
import { CalendarsPage } from '../features/calendars/calendars-page.tsx';

interface CalendarSearch {
  /** Id of a field or factory. */
  readonly place?: string;
}

export const Route = createFileRoute('/calendars')({
  validateSearch: ({ place }: Record<string, unknown>): CalendarSearch =>
    typeof place === 'string' && /^[0-9a-f-]{36}$/.test(place) ? { place } : {},
  component: CalendarsPage,
  staticData: { permission: 'configuration.read' },
});
