/** NOTIFY on this channel says that somebody has asked for a job: no data, since anybody may listen. */
export const JOB_CHANNEL = 'varve_jobs';
