DROP TABLE trend_signals;
DROP FUNCTION nearest_texts(real[], text, integer);
DROP TABLE text_summaries;
