import { JOB_STATES } from '../../api/codes.ts';
import type { JobView } from '../../api/contract.ts';

/** The address of the list of runs: `state=failed&run=<id>`. */
export interface JobSearch {
  readonly state?: JobView['state'];
  /** The run that is shown beside the list. */
  readonly run?: string;
}

/** Parts of an address to change; undefined takes one out. */
export type JobSearchChange = { readonly [Key in keyof JobSearch]?: JobSearch[Key] | undefined };

/** Reads the address, leaving out whatever makes no sense. */
export function readJobSearch(raw: Record<string, unknown>): JobSearch {
  const { state, run } = raw;
  const known = JOB_STATES.find((one) => one === state);
  return {
    ...(known && { state: known }),
    ...(typeof run === 'string' && /^[0-9a-f-]{36}$/.test(run) && { run }),
  };
}
