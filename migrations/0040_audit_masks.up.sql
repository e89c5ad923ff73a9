-- Secrets that the audit log let through: addresses in lists, a second address in one text, passwords with an @ in them,
-- parameters of addresses and of connection strings, and keys by other names.

-- The patterns come first: a regular expression for every column of every row is what the audit log would cost.
CREATE FUNCTION internal.names_a_secret(key text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(key) LIKE ANY ('{%pass%,%pwd%,%secret%,%token%,%key%,%credential%,%authorization%,%cookie%,%string%}'::text[])
  AND key ~* '(pass(word|wd|phrase|code)|pwd|secret|token|(api|access|account|private|shared|signing|encryption)[ _-]?key|credential|authorization|cookie|connection[ _-]?string)';
COMMENT ON FUNCTION internal.names_a_secret IS 'Whether a key says that its value is nobody''s business.';

-- The longest match counts: up to the last @ before a slash, or to the first @ where the password has a slash in it.
CREATE FUNCTION internal.mask_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN strpos(value, '://') = 0 AND strpos(value, '=') = 0 THEN value
  ELSE regexp_replace(
    regexp_replace(value, '(://[^:/@\s]*):([^\s/]*|[^\s@]*)@', '\1:***@', 'g'),
    '((^|[?&;,\s])[\w.-]*(passw(or)?d|pwd|secret|token|api[_-]?key|access[_-]?key|signature)[\w.-]*\s*=\s*)(''[^'']*''|"[^"]*"|[^\s&;,]+)', '\1***', 'gi')
  END;
COMMENT ON FUNCTION internal.mask_text IS 'Replaces passwords in addresses, and values of parameters that are called a secret, by ***.';

CREATE OR REPLACE FUNCTION internal.mask_secrets(value jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'object' THEN
      RETURN coalesce((
        SELECT jsonb_object_agg(key, CASE
          WHEN internal.names_a_secret(key) AND jsonb_typeof(part) <> 'null' THEN '"***"'::jsonb
          WHEN jsonb_typeof(part) IN ('object', 'array') THEN internal.mask_secrets(part)
          -- Most texts of a row are ids and dates: these are not looked at.
          WHEN jsonb_typeof(part) = 'string' AND (strpos(part #>> '{}', '://') > 0 OR strpos(part #>> '{}', '=') > 0) THEN to_jsonb(internal.mask_text(part #>> '{}'))
          ELSE part END)
        FROM jsonb_each(value) AS pair (key, part)), '{}');
    WHEN 'array' THEN
      RETURN coalesce((SELECT jsonb_agg(internal.mask_secrets(part) ORDER BY at)
        FROM jsonb_array_elements(value) WITH ORDINALITY AS element (part, at)), '[]');
    WHEN 'string' THEN
      RETURN to_jsonb(internal.mask_text(value #>> '{}'));
    ELSE RETURN value;
  END CASE;
END $$;
COMMENT ON FUNCTION internal.mask_secrets IS 'Replaces what keys call a secret, at any depth, and passwords in addresses, by ***.';
