-- extension: vector, after migration 36
-- nearest_texts() asks for exactly this expression.
CREATE INDEX IF NOT EXISTS text_summaries_by_meaning ON public.text_summaries
  USING hnsw ((embedding::vector(384)) vector_cosine_ops) WHERE embedding IS NOT NULL;
