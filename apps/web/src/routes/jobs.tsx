import { createFileRoute } from '@tanstack/react-router';
import { JobsPage } from '../features/jobs/jobs-page.tsx';
import { readJobSearch } from '../features/jobs/read-job-search.ts';

export const Route = createFileRoute('/jobs')({
  validateSearch: readJobSearch,
  component: JobsPage,
  staticData: { permission: 'system.manage' },
});
