import type { Schedule } from '@varve/calc/schedule';
import { minuteOf, type ReportSchedule } from '@varve/contract';

/** Works something out once for all reports of the same schedule: times by the calendar take long. */
export function bySchedule<Result>(
  workOut: (schedule: Schedule) => Result,
): (schedule: ReportSchedule) => Result {
  const known = new Map<string, Result>();
  return (schedule) => {
    const key = JSON.stringify(schedule);
    if (!known.has(key)) known.set(key, workOut(scheduleOf(schedule)));
    return known.get(key)!;
  };
}

function scheduleOf(schedule: ReportSchedule): Schedule {
  if (schedule.kind === 'shift') return schedule;
  const { time, ...rest } = schedule;
  return { ...rest, minute: minuteOf(time) };
}
