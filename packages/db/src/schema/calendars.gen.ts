// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { foreignKey, jsonb, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { factories } from './assets.gen.ts';
import { fields } from './wells.gen.ts';

/** When the days of production begin, which shifts work, and which days are holidays. A field or factory without a calendar goes by that of the tenant. */
export const calendars = pgTable('calendars', {
  ...standardColumns,
  /** The field that goes by it instead of the calendar of the tenant. */
  fieldId: uuid('field_id'),
  /** The factory that goes by it instead of the calendar of the tenant. Both null: it is that of the tenant. */
  factoryId: uuid('factory_id'),
  /** IANA name of the clock of a field; null: that of the tenant, or of the factory. */
  timeZone: text('time_zone'),
  /** Clock time at which a day of production begins. It is called after the date on which it begins. */
  dayStart: time('day_start').notNull().default(sql`'00:00:00'::time without time zone`),
  /** List of shifts: name, start (clock time), lengthMinutes, weekdays (1: Monday), worksOnHolidays. They do not overlap. */
  shifts: jsonb('shifts').notNull().default(sql`'[]'::jsonb`),
  /** List of days: date, and its name in Spanish and English (nameEs, nameEn). */
  holidays: jsonb('holidays').notNull().default(sql`'[]'::jsonb`),
}, (table) => [
  foreignKey({ name: 'calendars_of_factory', columns: [table.tenantId, table.factoryId], foreignColumns: [factories.tenantId, factories.id] }),
  foreignKey({ name: 'calendars_of_field', columns: [table.tenantId, table.fieldId], foreignColumns: [fields.tenantId, fields.id] }),
]);
export type Calendar = typeof calendars.$inferSelect;
export type NewCalendar = typeof calendars.$inferInsert;
