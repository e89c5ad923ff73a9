CREATE OR REPLACE FUNCTION internal.mask_secrets(value jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'object' THEN
      RETURN coalesce((
        SELECT jsonb_object_agg(key, CASE
          WHEN key ~* '(password|passwd|secret|token|api_?key|private_?key|credential)' AND jsonb_typeof(part) <> 'null'
            THEN '"***"'::jsonb
          WHEN jsonb_typeof(part) IN ('object', 'array') THEN internal.mask_secrets(part)
          -- A password inside an address: scheme://user:password@host.
          WHEN jsonb_typeof(part) = 'string' AND strpos(part #>> '{}', '://') > 0
            THEN to_jsonb(regexp_replace(part #>> '{}', '(://[^:/@]*):[^@]*@', '\1:***@'))
          ELSE part END)
        FROM jsonb_each(value) AS pair (key, part)), '{}');
    WHEN 'array' THEN
      RETURN coalesce((SELECT jsonb_agg(internal.mask_secrets(part) ORDER BY at)
        FROM jsonb_array_elements(value) WITH ORDINALITY AS element (part, at)), '[]');
    ELSE RETURN value;
  END CASE;
END $$;
DROP FUNCTION internal.mask_text(text);
DROP FUNCTION internal.names_a_secret(text);
