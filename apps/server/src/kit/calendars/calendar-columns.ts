import { versionSql } from '../require-version.ts';

/** Rows of calendars in the form of the contract: `c` is the calendar, and may be missing, `t` the tenant, `f` a field, `p` a factory. */
export const CALENDAR_COLUMNS = `
  CASE WHEN f.id IS NOT NULL THEN json_build_object('kind', 'field', 'id', f.id, 'name', f.name)
    WHEN p.id IS NOT NULL THEN json_build_object('kind', 'factory', 'id', p.id, 'name', p.name) END AS place,
  c.id, coalesce(c.time_zone, p.time_zone, t.time_zone) AS "timeZone", c.time_zone AS "ownTimeZone",
  to_char(coalesce(c.day_start, '00:00'), 'HH24:MI') AS "dayStart", coalesce(c.shifts, '[]') AS shifts,
  coalesce(c.holidays, '[]') AS holidays, ${versionSql('c')} AS version`;
