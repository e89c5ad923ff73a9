-- Texts, what was read out of them, and the words that come up in them.
CREATE TABLE text_summaries (
  LIKE internal.standard_columns INCLUDING ALL,
  data_source_id  uuid,
  content         text NOT NULL CHECK (content <> ''),
  language        text NOT NULL DEFAULT 'es' CHECK (language ~ '^[a-z]{2}$'),
  sentiment       text CHECK (sentiment IN ('negative', 'neutral', 'positive')),
  sentiment_score quantity CHECK (sentiment_score BETWEEN -1 AND 1),
  keywords        jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(keywords) = 'array'),
  embedding       real[],
  embedding_model text CHECK (embedding_model <> ''),
  CONSTRAINT text_summaries_from_source FOREIGN KEY (tenant_id, data_source_id) REFERENCES data_sources (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT text_summaries_embedding_has_384_dimensions CHECK (cardinality(embedding) = 384 AND array_ndims(embedding) = 1
    AND array_position(embedding, NULL) IS NULL),
  CONSTRAINT text_summaries_embedding_has_model CHECK ((embedding IS NULL) = (embedding_model IS NULL))
);
CREATE INDEX text_summaries_newest ON text_summaries (tenant_id, created_at DESC);
CREATE INDEX text_summaries_by_source ON text_summaries (tenant_id, data_source_id) WHERE data_source_id IS NOT NULL;
CREATE INDEX text_summaries_by_sentiment ON text_summaries (tenant_id, sentiment, created_at DESC);
CREATE INDEX text_summaries_by_keyword ON text_summaries USING gin (keywords);
CALL internal.tenant_table('text_summaries', $$
Texts with what was read out of them.
data_source_id: Where it comes from.
content: The text.
language: ISO 639-1.
sentiment: As the model judged it.
sentiment_score: -1 to 1.
keywords: A list of words.
embedding: 384 numbers that place it among other texts; an index over them where pgvector is.
embedding_model: Embeddings of different models cannot be compared.
$$, audited => false);

-- The nearest texts by cosine distance, of one model. Uses pgvector and its index where it is installed.
CREATE FUNCTION nearest_texts(query_embedding real[], model text, result_count integer DEFAULT 10)
RETURNS TABLE (text_summary_id uuid, content text, cosine_distance double precision) LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF cardinality(query_embedding) IS DISTINCT FROM 384 THEN
    RAISE EXCEPTION 'expected an embedding of 384 numbers, got %', coalesce(cardinality(query_embedding), 0)
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') THEN
    RETURN QUERY EXECUTE
      'SELECT t.id, t.content, t.embedding::vector(384) <=> $1::vector(384) FROM public.text_summaries t
       WHERE t.embedding IS NOT NULL AND t.embedding_model = $2 AND t.deleted_at IS NULL
       ORDER BY t.embedding::vector(384) <=> $1::vector(384) LIMIT $3'
      USING query_embedding, model, result_count;
  ELSE
    RETURN QUERY
      SELECT t.id, t.content, 1 - d.dot / nullif(sqrt(d.own) * sqrt(d.other), 0)
      FROM public.text_summaries t
      CROSS JOIN LATERAL (
        SELECT sum(a::double precision * b) AS dot, sum(a::double precision * a) AS own, sum(b::double precision * b) AS other
        FROM unnest(t.embedding, query_embedding) AS pair (a, b)) AS d
      WHERE t.embedding IS NOT NULL AND t.embedding_model = model AND t.deleted_at IS NULL
      ORDER BY 3 LIMIT result_count;
  END IF;
END $$;
COMMENT ON FUNCTION nearest_texts IS 'Texts of the tenant that are nearest to an embedding of the same model, by cosine distance.';

CREATE TABLE trend_signals (
  LIKE internal.standard_columns INCLUDING ALL,
  sector       text NOT NULL CHECK (sector <> ''),
  term         text NOT NULL CHECK (term <> ''),
  period_start timestamptz NOT NULL,
  period_end   timestamptz NOT NULL,
  frequency    integer NOT NULL CHECK (frequency >= 0),
  change_percent quantity,
  status       text NOT NULL CHECK (status IN ('emergent', 'stable', 'declining')),
  metadata     jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  CONSTRAINT trend_signals_end_after_start CHECK (period_end > period_start)
);
CREATE UNIQUE INDEX trend_signals_once_per_period ON trend_signals (tenant_id, sector, term, period_start, period_end) WHERE deleted_at IS NULL;
CREATE INDEX trend_signals_by_period ON trend_signals (tenant_id, period_start, period_end);
CREATE INDEX trend_signals_strongest ON trend_signals (tenant_id, status, change_percent DESC);
CALL internal.tenant_table('trend_signals', $$
Words that come up more or less than before.
sector: Line of business.
term: The word.
period_start: First moment that was looked at.
period_end: First moment that was not looked at any more.
frequency: How often it came up.
change_percent: Against the period before; null where it had not come up.
status: Meaning of the change.
metadata: Further facts.
$$, audited => false);
