import type { JobKinds } from '@varve/contract';
import type { Access } from '../../kit/access/access.ts';
import type { JobOffer } from '../../kit/jobs/job.ts';

/** Lists the jobs that somebody may ask for, by name. */
export function listKinds({
  access,
  jobs,
}: {
  readonly access: Access;
  readonly jobs: readonly JobOffer[];
}): JobKinds {
  const kinds = jobs
    .filter(({ permission }) => access.permissions.has(permission))
    .map(({ name, schedule = null }) => ({ name, schedule }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  return { kinds };
}
