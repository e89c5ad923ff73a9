import { pgSchema } from 'drizzle-orm/pg-core';

/** Everything that grows with time. */
export const timeseries = pgSchema('timeseries');

/** Exchange between edge boxes and a head office. */
export const sync = pgSchema('sync');
