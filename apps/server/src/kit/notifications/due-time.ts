/// <reference lib="esnext.temporal" />
/** When a rule lets messages go out. */
export interface QuietHours {
  /** Clock times, `22:00`; both null where messages never wait. */
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  /** IANA name of the clock. */
  readonly timeZone: string;
}

/** Finds when a message that is ready may go out: at once, or at the end of the quiet hours. Times are milliseconds since 1970. */
export function dueTime(readyMs: number, { quietFrom, quietTo, timeZone }: QuietHours): number {
  if (quietFrom === null || quietTo === null) return readyMs;
  const ready = Temporal.Instant.fromEpochMilliseconds(readyMs).toZonedDateTimeISO(timeZone);
  const from = Temporal.PlainTime.from(quietFrom);
  const to = Temporal.PlainTime.from(quietTo);
  if (!isWithin(ready.toPlainTime(), from, to)) return readyMs;
  const today = ready.toPlainDate();
  const isToday = Temporal.PlainTime.compare(ready.toPlainTime(), to) < 0;
  const end = (isToday ? today : today.add({ days: 1 })).toPlainDateTime(to);
  const ends = (['earlier', 'later'] as const).map(
    (disambiguation) => end.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds,
  );
  // A clock that is set back shows the end twice: the first may be over.
  return ends.find((endMs) => endMs > readyMs) ?? readyMs;
}

/** Whether a time lies in a span that may go over midnight. */
function isWithin(time: Temporal.PlainTime, from: Temporal.PlainTime, to: Temporal.PlainTime) {
  const isAfter = Temporal.PlainTime.compare(time, from) >= 0;
  const isBefore = Temporal.PlainTime.compare(time, to) < 0;
  return Temporal.PlainTime.compare(from, to) < 0 ? isAfter && isBefore : isAfter || isBefore;
}
