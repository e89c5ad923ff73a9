import type { SeedStep } from './seed-step.ts';

// The channels are off: no example sends anything.
const NOTIFICATIONS = `
  INSERT INTO job_runs (name, state, progress, message, attempts, started_at, ended_at)
  SELECT 'notifications.clean', 'done', 1, '0 deliveries removed', 1, current_setting('seed.today')::timestamptz - n * interval '1 day', current_setting('seed.today')::timestamptz - n * interval '1 day' + interval '2 seconds'
  FROM generate_series(1, 5) AS n;
  INSERT INTO notification_channels (kind, name, settings, enabled) VALUES
    ('mail', 'Mail server', '{"host": "mail.example", "port": 587, "security": "starttls", "username": "", "from": "varve@field.example"}', false),
    ('webhook', 'Control room', '{"template": "json", "host": "hooks.example"}', false);
  INSERT INTO notification_rules (name, event_kind, minimal_severity, channel_id, recipient_ids, quiet_from, quiet_to)
  SELECT 'Jobs that fail', 'jobs.failed', 500, c.id, CASE c.kind WHEN 'mail' THEN ARRAY(SELECT id FROM users ORDER BY created_at LIMIT 1) ELSE '{}' END, '22:00', '06:00'
  FROM notification_channels c;
  INSERT INTO deliveries (event_id, event_kind, channel_id, recipient_id, state, attempts, sent_at, message_id, payload)
  SELECT md5('job ' || n)::uuid, 'jobs.failed', c.id, u.id, 'sent', 1, current_setting('seed.today')::timestamptz - n * interval '1 day', '<' || md5('job ' || n) || '@field.example>',
    jsonb_build_array(jsonb_build_object('id', md5('job ' || n)::uuid, 'kind', 'jobs.failed', 'severity', 600, 'area', NULL, 'timeMs', extract(epoch FROM current_setting('seed.today')::timestamptz - n * interval '1 day') * 1000, 'job', 'notifications.clean', 'reason', 'the database did not answer'))
  FROM notification_channels c, (SELECT id FROM users ORDER BY created_at LIMIT 1) AS u, generate_series(1, 3) AS n WHERE c.kind = 'mail';`;

// One import that was done, and a file that waits for the next.
const IMPORTS = `
  INSERT INTO imports (kind, file_name, layout, state, made, done_at)
  SELECT 'users', 'crew.csv', '{"encoding": "utf-8", "separator": ";", "decimal": ",", "hasHeader": true}', 'done', 1, current_setting('seed.today')::timestamptz;
  INSERT INTO import_rows (import_id, line, row_id)
  SELECT i.id, 2, u.id FROM imports i, (SELECT id FROM users ORDER BY created_at DESC, id LIMIT 1) AS u;
  WITH waiting AS (
    INSERT INTO imports (kind, file_name, layout)
    VALUES ('users', 'more.csv', '{"encoding": "utf-8", "separator": ",", "decimal": ".", "hasHeader": true}') RETURNING id)
  INSERT INTO import_files (import_id, content) SELECT id, convert_to(E'user name\\nana\\n', 'UTF8') FROM waiting;
  INSERT INTO import_templates (kind, titles) VALUES ('users', '{"username": "Usuario", "fullName": "Nombre completo"}');`;

// Two shifts of twelve hours, and the days on which nobody works.
const CALENDARS = `
  INSERT INTO calendars (day_start, shifts, holidays) VALUES ('06:00',
    '[{"name": "A", "start": "06:00", "lengthMinutes": 720, "weekdays": [1, 2, 3, 4, 5, 6, 7], "worksOnHolidays": true},
      {"name": "B", "start": "18:00", "lengthMinutes": 720, "weekdays": [1, 2, 3, 4, 5, 6, 7], "worksOnHolidays": true}]',
    '[{"date": "2026-12-25", "nameEs": "Navidad", "nameEn": "Christmas Day"}]');
  INSERT INTO calendars (field_id, time_zone, day_start) SELECT id, 'America/Bogota', '07:00' FROM fields ORDER BY name LIMIT 1;`;

// The report rests, and the provider lets nobody in: no example does anything by itself.
const REPORTS = `
  INSERT INTO report_definitions (name, parameters, language, formats, schedule, enabled, defined_by)
  SELECT 'Audit of the week', '{"kind": "audit", "period": {"unit": "week"}}', 'en', '{pdf,csv}', NULL, false, u.id
  FROM (SELECT id FROM users ORDER BY created_at, id LIMIT 1) AS u;
  WITH job AS (
    INSERT INTO job_runs (name, state, progress, message, error, attempts, started_at, ended_at)
    VALUES ('reports.run', 'failed', 0, '', 'the server was stopped', 1, current_setting('seed.today')::timestamptz, current_setting('seed.today')::timestamptz) RETURNING id)
  INSERT INTO report_runs (definition_id, job_run_id, name, parameters, language, formats, defined_by)
  SELECT d.id, job.id, d.name, d.parameters, d.language, d.formats, d.defined_by FROM job, report_definitions d;`;

const PEOPLE = `
  INSERT INTO identity_providers (name, issuer, client_id, enabled) VALUES ('Company account', 'https://login.field.example', 'varve', false);
  INSERT INTO user_identities (user_id, issuer, subject)
  SELECT id, 'https://login.field.example', 'person-1' FROM users ORDER BY created_at, id LIMIT 1;
  INSERT INTO displays (code_hash, claim_hash, expires_at)
  VALUES (sha256('a code that is over'), sha256('a screen that has gone'), current_setting('seed.today')::timestamptz);`;

/** Jobs, messages, imports, calendars, reports, and ways in. */
export const PLATFORM_STEPS: readonly SeedStep[] = [
  { name: 'jobs, notifications', sql: NOTIFICATIONS },
  { name: 'imports', sql: IMPORTS },
  { name: 'calendars', sql: CALENDARS },
  { name: 'reports', sql: REPORTS },
  { name: 'providers, displays', sql: PEOPLE },
];
