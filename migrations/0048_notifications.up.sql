-- Runs of jobs, and messages to people and programs: where they go, by which rules, and each delivery until it has arrived.

-- pg-boss makes its own tables here when a server starts, as the owner; nobody else reads them.
CREATE SCHEMA jobs;
COMMENT ON SCHEMA jobs IS 'The queue of jobs, kept by pg-boss. People see job_runs.';

CREATE TABLE job_runs (
  LIKE internal.standard_columns INCLUDING ALL,
  name                text             NOT NULL CHECK (name <> ''),
  state               text             NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress            double precision NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
  message             text             NOT NULL DEFAULT '',
  error               text,
  attempts            integer          NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  started_at          timestamptz,
  ended_at            timestamptz,
  cancel_requested_at timestamptz,
  requested_by        uuid             DEFAULT internal.current_actor(),
  CONSTRAINT job_runs_requested_by_user FOREIGN KEY (tenant_id, requested_by) REFERENCES users (tenant_id, id),
  CONSTRAINT job_runs_ended_are_over CHECK ((ended_at IS NOT NULL) = (state IN ('done', 'failed', 'cancelled'))),
  CONSTRAINT job_runs_failed_say_why CHECK (state <> 'failed' OR error IS NOT NULL)
);
CREATE INDEX job_runs_newest ON job_runs (tenant_id, created_at DESC, id DESC);
CREATE INDEX job_runs_by_requester ON job_runs (tenant_id, requested_by);
CREATE INDEX job_runs_at_work ON job_runs (created_at) WHERE state IN ('queued', 'running');
CALL internal.tenant_table('job_runs', $$
Runs of jobs: what is waiting, at work, and over. The queue takes a row that is queued, and runs it again after a crash.
name: The job: notifications.clean.
state: queued: waits for its first or next attempt; running; done; failed: for good; cancelled: by a person.
progress: From 0 to 1.
message: What it is at, a line for people.
error: Why the last attempt failed, without a stack; null where none has.
attempts: How often it was begun.
started_at: When the last attempt began; null before the first.
ended_at: When it was over; null before.
cancel_requested_at: When a person asked to cancel it; null where nobody has.
requested_by: The user with whose rights it works; null where a schedule of Varve itself began it.
$$, audited => false);
CALL internal.updated_in_place('job_runs');

CREATE TABLE notification_channels (
  LIKE internal.standard_columns INCLUDING ALL,
  kind     text    NOT NULL CHECK (kind IN ('mail', 'webhook')),
  name     text    NOT NULL CHECK (name <> ''),
  settings jsonb   NOT NULL CHECK (jsonb_typeof(settings) = 'object'),
  secret   bytea,
  enabled  boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX notification_channels_name_in_tenant ON notification_channels (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('notification_channels', $$
Ways out for messages: a mail server, or an address that takes webhooks.
kind: mail or webhook.
name: Unique within the tenant, whatever the case.
settings: mail: host, port, security, username, from; webhook: template, host, chat. Never a password, nor an address that is one.
secret: Password of the mail server, or address and signing key of the webhook, sealed; null where there is none.
enabled: False sends nothing and keeps the rules.
$$);

CREATE TABLE notification_rules (
  LIKE internal.standard_columns INCLUDING ALL,
  name             text    NOT NULL CHECK (name <> ''),
  event_kind       text    NOT NULL CHECK (event_kind <> ''),
  minimal_severity integer NOT NULL DEFAULT 1 CHECK (minimal_severity BETWEEN 1 AND 1000),
  area             text    CHECK (area <> ''),
  channel_id       uuid    NOT NULL,
  recipient_ids    uuid[]  NOT NULL DEFAULT '{}',
  quiet_from       time,
  quiet_to         time,
  digest_minutes   integer CHECK (digest_minutes BETWEEN 1 AND 1440),
  enabled          boolean NOT NULL DEFAULT true,
  CONSTRAINT notification_rules_of_channel FOREIGN KEY (tenant_id, channel_id) REFERENCES notification_channels (tenant_id, id),
  CONSTRAINT notification_rules_quiet_from_and_to CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND (quiet_from <> quiet_to) IS NOT FALSE)
);
CREATE INDEX notification_rules_by_channel ON notification_rules (tenant_id, channel_id);
CREATE INDEX notification_rules_by_event ON notification_rules (tenant_id, event_kind) WHERE enabled AND deleted_at IS NULL;
CALL internal.tenant_table('notification_rules', $$
Which events are told to whom, and when.
name: For people.
event_kind: Kind of event: jobs.failed.
minimal_severity: 1 to 1000, as in OPC UA: events below it are not told.
area: Only events of this part of the plant; null: of every part.
channel_id: The way out.
recipient_ids: Users who get a mail; empty for a webhook, which has one recipient.
quiet_from: Clock time of the tenant from which messages wait; null: they never do.
quiet_to: Clock time of the tenant at which those that waited are sent.
digest_minutes: Events of so many minutes go out in one message; null: each at once.
enabled: False tells nothing.
$$);

CREATE TABLE deliveries (
  LIKE internal.standard_columns INCLUDING ALL,
  event_id        uuid        NOT NULL,
  event_kind      text        NOT NULL CHECK (event_kind <> ''),
  channel_id      uuid        NOT NULL,
  recipient_id    uuid,
  state           text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'dead')),
  attempts        integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  last_error      text,
  message_id      text,
  payload         jsonb       NOT NULL CHECK (jsonb_typeof(payload) = 'array'),
  sent_at         timestamptz,
  CONSTRAINT deliveries_by_channel FOREIGN KEY (tenant_id, channel_id) REFERENCES notification_channels (tenant_id, id),
  CONSTRAINT deliveries_to_user FOREIGN KEY (tenant_id, recipient_id) REFERENCES users (tenant_id, id),
  -- A webhook has no user, and gets an event once, too.
  CONSTRAINT deliveries_once UNIQUE NULLS NOT DISTINCT (tenant_id, event_id, channel_id, recipient_id),
  CONSTRAINT deliveries_sent_have_a_time CHECK ((sent_at IS NOT NULL) = (state = 'sent'))
);
CREATE INDEX deliveries_due ON deliveries (next_attempt_at) WHERE state IN ('pending', 'sending', 'failed');
CREATE INDEX deliveries_newest ON deliveries (tenant_id, created_at DESC, id DESC);
CREATE INDEX deliveries_of_channel ON deliveries (tenant_id, channel_id);
CREATE INDEX deliveries_of_recipient ON deliveries (tenant_id, recipient_id);
CALL internal.tenant_table('deliveries', $$
Messages to one recipient each, written in the transaction of what happened, and kept until they have arrived.
event_id: The event, or the digest that several events share; told to a recipient once.
event_kind: Kind of event.
channel_id: The way out.
recipient_id: The user who gets the mail; null for a webhook.
state: pending: not tried yet; sending; sent; failed: will be tried again; dead: will not be, unless a person says so.
attempts: How often it was tried.
next_attempt_at: Not to be tried before. While it is being sent: when another server takes it for abandoned.
last_error: Why the last attempt failed; null where none has.
message_id: Message-ID of the mail, the same at each attempt; null before the first.
payload: The events, one or those of a digest.
sent_at: When the mail server or the webhook had taken it.
$$, audited => false);
CALL internal.updated_in_place('deliveries');

CALL internal.add_permission('notifications.manage', 'See and change channels and rules of messages, and send messages again');
