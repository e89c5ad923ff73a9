import { pgSchema } from 'drizzle-orm/pg-core';

/** Where everything that grows with time lives. */
export const timeseries = pgSchema('timeseries');
