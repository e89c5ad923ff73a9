DROP FUNCTION internal.record_event(text, text, text, jsonb);
DROP PROCEDURE internal.keep_history(regclass, name);
DROP FUNCTION internal.record_change();
DROP FUNCTION internal.mask_secrets(jsonb);
DROP FUNCTION internal.ensure_audit_partitions(timestamptz, timestamptz);
DROP TABLE audit_log;
DROP FUNCTION internal.refuse_change();
