-- Calendars of production: when a day begins, who works when, and which days are holidays.
CREATE TABLE calendars (
  LIKE internal.standard_columns INCLUDING ALL,
  field_id   uuid,
  factory_id uuid,
  time_zone  text  CHECK (time_zone <> ''),
  day_start  time  NOT NULL DEFAULT '00:00',
  shifts     jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(shifts) = 'array'),
  holidays   jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(holidays) = 'array'),
  CONSTRAINT calendars_of_field FOREIGN KEY (tenant_id, field_id) REFERENCES fields (tenant_id, id),
  CONSTRAINT calendars_of_factory FOREIGN KEY (tenant_id, factory_id) REFERENCES factories (tenant_id, id),
  CONSTRAINT calendars_have_one_place CHECK (num_nonnulls(field_id, factory_id) <= 1),
  -- Tenants and factories have a time zone of their own.
  CONSTRAINT calendars_zone_is_of_field CHECK (time_zone IS NULL OR field_id IS NOT NULL)
);
CREATE UNIQUE INDEX calendars_one_for_place ON calendars (tenant_id, field_id, factory_id) NULLS NOT DISTINCT WHERE deleted_at IS NULL;
CREATE INDEX calendars_by_field ON calendars (tenant_id, field_id) WHERE field_id IS NOT NULL;
CREATE INDEX calendars_by_factory ON calendars (tenant_id, factory_id) WHERE factory_id IS NOT NULL;
CALL internal.tenant_table('calendars', $$
When the days of production begin, which shifts work, and which days are holidays. A field or factory without a calendar goes by that of the tenant.
field_id: The field that goes by it instead of the calendar of the tenant.
factory_id: The factory that goes by it instead of the calendar of the tenant. Both null: it is that of the tenant.
time_zone: IANA name of the clock of a field; null: that of the tenant, or of the factory.
day_start: Clock time at which a day of production begins. It is called after the date on which it begins.
shifts: List of shifts: name, start (clock time), lengthMinutes, weekdays (1: Monday), worksOnHolidays. They do not overlap.
holidays: List of days: date, and its name in Spanish and English (nameEs, nameEn).
$$);
