import { pgSchema } from 'drizzle-orm/pg-core';

/** Where everything that grows with time lives. */
export const timeseries = pgSchema('timeseries');

/** Exchange between edge boxes and a head office. */
export const sync = pgSchema('sync');
