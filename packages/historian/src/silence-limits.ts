/** Time without a sign of the database after which it is given up where tags and sources are written down, or read at the start. */
export const REGISTER_SILENCE_MS = 120_000;

/** The same for maintenance and sealing, of which a statement may take minutes; the next round tries again. */
export const MAINTENANCE_SILENCE_MS = 900_000;
