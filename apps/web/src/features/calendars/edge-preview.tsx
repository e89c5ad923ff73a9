import { isTimeZone } from '@varve/calc/calendar-edges';
import { nextEdges, productionDayOf, type CalendarEdge } from '@varve/calc/production-calendar';
import { updateCalendarInput } from '@varve/contract';
import { useNow } from '../../kit/clock/use-now.ts';
import { createFormats } from '../../kit/format/formats.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { productionCalendarOf, settingsOf, type CalendarValues } from './calendar-values.ts';
import { calendarWords } from './calendar-words.ts';

interface EdgePreviewProps {
  readonly values: CalendarValues;
  /** The clock where the calendar names none. */
  readonly placeZone: string;
}

const EDGES = 16;
const REFRESH_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The next edges of a calendar as it is being edited, by its own clock. */
export function EdgePreview({ values, placeZone }: EdgePreviewProps) {
  const words = useWords(calendarWords);
  const nowMs = useNow(REFRESH_MS);
  const { formats } = useLanguage();
  const checked = updateCalendarInput.safeParse({
    ...settingsOf(values),
    place: null,
    expectedVersion: null,
  });
  const timeZone = values.timeZone.trim() || placeZone;
  if (!checked.success || !isTimeZone(timeZone))
    return <p className="panel-body soft">{words.previewNone}</p>;
  const calendar = productionCalendarOf(checked.data, timeZone);
  const { time } = createFormats(formats.locale, timeZone);
  const textOf = ({ kind, date, shift, timeMs }: CalendarEdge): string => {
    if (kind !== 'day') return words.edges[kind](shift ?? '');
    const { fromMs, toMs } = productionDayOf(timeMs, calendar);
    const hours = formats.number.integer((toMs - fromMs) / HOUR_MS);
    return `${words.edges.day(time.day(date))} (${words.hours(hours)})`;
  };
  return (
    <ol className="panel-body calendar-edges">
      {nextEdges(nowMs, calendar, EDGES).map((edge) => (
        <li key={`${edge.timeMs} ${edge.kind} ${edge.shift}`}>
          <time className="number" dateTime={new Date(edge.timeMs).toISOString()}>
            {time.dateTime(edge.timeMs)}
          </time>
          <span>{textOf(edge)}</span>
        </li>
      ))}
    </ol>
  );
}
