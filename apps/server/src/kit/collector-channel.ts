/** NOTIFY on this channel carries the id of a spool, and says that its collector has told something: no data, since anybody may listen. */
export const COLLECTOR_CHANNEL = 'varve_collectors';

/** A collector tells something at least this often. */
export const HEARTBEAT_MS = 2_000;

/** A collector that has told nothing for so long is silent: nothing is known of its tags. */
export const SILENT_MS = 10_000;
