/** Times that are stored, microseconds since 1970: years 1900 to 9999, what calendars and PostgreSQL agree on. */
export const FIRST_TIME_US = -2_208_988_800_000_000;
/** The first time that is not. */
export const LAST_TIME_US = 253_402_300_800_000_000;
