-- Reports: what is asked again and again, when, and who gets it; and each run with its files.
CREATE TABLE report_definitions (
  LIKE internal.standard_columns INCLUDING ALL,
  name          text    NOT NULL CHECK (name <> ''),
  parameters    jsonb   NOT NULL CHECK (parameters ->> 'kind' <> ''),
  language      text    NOT NULL CHECK (language IN ('es', 'en')),
  formats       text[]  NOT NULL CHECK (cardinality(formats) > 0 AND formats <@ '{pdf,xlsx,csv}'),
  schedule      jsonb   CHECK (jsonb_typeof(schedule) = 'object'),
  enabled       boolean NOT NULL DEFAULT true,
  channel_id    uuid,
  recipient_ids uuid[]  NOT NULL DEFAULT '{}',
  defined_by    uuid    NOT NULL DEFAULT internal.current_actor(),
  CONSTRAINT report_definitions_defined_by_user FOREIGN KEY (tenant_id, defined_by) REFERENCES users (tenant_id, id),
  CONSTRAINT report_definitions_sent_by_channel FOREIGN KEY (tenant_id, channel_id) REFERENCES notification_channels (tenant_id, id),
  CONSTRAINT report_definitions_channel_has_recipients CHECK ((channel_id IS NULL) = (cardinality(recipient_ids) = 0))
);
CREATE UNIQUE INDEX report_definitions_name_in_tenant ON report_definitions (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CREATE INDEX report_definitions_by_definer ON report_definitions (tenant_id, defined_by);
CREATE INDEX report_definitions_by_channel ON report_definitions (tenant_id, channel_id);
CALL internal.tenant_table('report_definitions', $$
Reports that are made again and again.
name: Unique within the tenant, whatever the case.
parameters: kind, and what it is asked: its period, and filters.
language: Language of its documents: es or en.
formats: Files that a run makes: pdf, xlsx, csv.
schedule: When it runs by the clock and the calendar of the tenant: kind (daily, weekly, monthly, shift), and time, weekdays, day or shift; null: when it is asked for.
enabled: False: it runs when it is asked for only.
channel_id: The mail server by which recipients are told of a run; null: nobody is.
recipient_ids: Users who are told.
defined_by: The user who saved it last. It runs with the rights that he has then.
$$);

CREATE TABLE report_runs (
  LIKE internal.standard_columns INCLUDING ALL,
  definition_id uuid,
  job_run_id    uuid        NOT NULL,
  due_at        timestamptz,
  name          text        NOT NULL CHECK (name <> ''),
  parameters    jsonb       NOT NULL CHECK (parameters ->> 'kind' <> ''),
  language      text        NOT NULL CHECK (language IN ('es', 'en')),
  formats       text[]      NOT NULL CHECK (cardinality(formats) > 0 AND formats <@ '{pdf,xlsx,csv}'),
  defined_by    uuid        NOT NULL,
  from_at       timestamptz,
  to_at         timestamptz,
  row_count     integer     CHECK (row_count >= 0),
  files         jsonb       NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(files) = 'array'),
  CONSTRAINT report_runs_of_definition FOREIGN KEY (tenant_id, definition_id) REFERENCES report_definitions (tenant_id, id),
  CONSTRAINT report_runs_of_job FOREIGN KEY (tenant_id, job_run_id) REFERENCES job_runs (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT report_runs_defined_by_user FOREIGN KEY (tenant_id, defined_by) REFERENCES users (tenant_id, id),
  -- Several servers plan: a time of a schedule has one run.
  CONSTRAINT report_runs_once UNIQUE (tenant_id, definition_id, due_at),
  CONSTRAINT report_runs_of_one_job UNIQUE (tenant_id, job_run_id)
);
CREATE INDEX report_runs_newest ON report_runs (tenant_id, created_at DESC, id DESC);
CREATE INDEX report_runs_of_definition_newest ON report_runs (tenant_id, definition_id, created_at DESC);
CREATE INDEX report_runs_by_definer ON report_runs (tenant_id, defined_by);
CALL internal.tenant_table('report_runs', $$
Runs of reports, and their files. State, progress and error are those of the job.
definition_id: The definition that it is a run of; null: it was asked for once.
job_run_id: The run of the job that makes it.
due_at: The time of the schedule; null where somebody asked for it.
name: Name of the report when it was asked for.
parameters: What was asked.
language: Language of its documents: es or en.
formats: Files that it makes: pdf, xlsx, csv.
defined_by: The user with whose rights it works.
from_at: Begin of its period; null before it began.
to_at: End of its period; null before it began.
row_count: Rows that it found; null before it was over.
files: Files that lie below reports/ in the folder of the server that ran it: format, name, bytes and rows.
$$, audited => false);
CALL internal.updated_in_place('report_runs');

CALL internal.add_permission('reports.read', 'See reports and their runs, where the right to what they show is there too', 'supervisor', 'engineer', 'operator', 'viewer', 'accountant');
CALL internal.add_permission('reports.write', 'Define reports, and say when they run and who gets them', 'supervisor', 'engineer');
