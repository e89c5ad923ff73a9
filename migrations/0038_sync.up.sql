-- Messages of an edge box to its head office, and the log of exchanges.
CREATE SCHEMA sync;
COMMENT ON SCHEMA sync IS 'Exchange between edge boxes and a head office.';
GRANT USAGE ON SCHEMA sync TO varve_app, varve_system;

CREATE TABLE sync.sync_outbox (
  id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id       uuid        NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  message_id      uuid        NOT NULL DEFAULT gen_random_uuid(),
  topic           text        NOT NULL CHECK (topic <> ''),
  operation       text        NOT NULL CHECK (operation IN ('insert', 'update', 'delete', 'samples')),
  resource_type   text        NOT NULL CHECK (resource_type <> ''),
  resource_id     text,
  payload         jsonb       NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  attempts        integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  last_error      text,
  sent_at         timestamptz,
  CONSTRAINT sync_outbox_message_once UNIQUE (message_id)
);
CREATE INDEX sync_outbox_due ON sync.sync_outbox (next_attempt_at, id) WHERE sent_at IS NULL;
CREATE INDEX sync_outbox_of_tenant ON sync.sync_outbox (tenant_id, id);
CREATE INDEX sync_outbox_to_purge ON sync.sync_outbox (sent_at) WHERE sent_at IS NOT NULL;
CALL internal.describe('sync.sync_outbox', $$
Messages to the head office, written in the transaction of the change that they tell of.
id: In the order of writing: messages about one row are sent in this order.
tenant_id: Whose row this is.
message_id: The receiver takes no message twice.
topic: Where to.
operation: Kind of change.
resource_type: Table of the row.
resource_id: Id of the row.
payload: Content of the message.
created_at: When the row was made.
next_attempt_at: Not to be sent before.
attempts: How often it was tried.
last_error: Why the last attempt failed.
sent_at: When the receiver had it; null while it has not.
$$);
CALL internal.updated_in_place('sync.sync_outbox');
CALL internal.isolate('sync.sync_outbox');
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.sync_outbox TO varve_app;

CREATE TABLE sync.sync_log (
  id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id      uuid        NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  direction      text        NOT NULL CHECK (direction IN ('up', 'down')),
  peer           text        NOT NULL CHECK (peer <> ''),
  started_at     timestamptz NOT NULL,
  finished_at    timestamptz,
  status         text        NOT NULL CHECK (status IN ('running', 'succeeded', 'partly', 'failed')),
  message_count  integer     NOT NULL DEFAULT 0 CHECK (message_count >= 0),
  conflict_count integer     NOT NULL DEFAULT 0 CHECK (conflict_count >= 0),
  byte_count     bigint      NOT NULL DEFAULT 0 CHECK (byte_count >= 0),
  last_outbox_id bigint,
  error          text,
  CONSTRAINT sync_log_finished_after_started CHECK (finished_at >= started_at),
  CONSTRAINT sync_log_running_is_not_finished CHECK ((status = 'running') = (finished_at IS NULL))
);
CREATE INDEX sync_log_newest_of_peer ON sync.sync_log (tenant_id, peer, started_at DESC);
CALL internal.describe('sync.sync_log', $$
Exchanges with the head office.
id: Rises with time.
tenant_id: Whose row this is.
direction: up: from here; down: to here.
peer: Who was at the other end.
started_at: When it began.
finished_at: When it ended; null while it runs.
status: How it ended.
message_count: Messages that were taken over.
conflict_count: Rows that both sides had changed.
byte_count: Bytes that went over the line.
last_outbox_id: The last message that the other side has.
error: Why it failed.
$$);
CALL internal.isolate('sync.sync_log');
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.sync_log TO varve_app;
