import { createFileRoute } from '@tanstack/react-router';
import { ProgramsPage } from '../features/drilling/programs-page.tsx';
import { readProgramSearch } from '../features/drilling/read-program-search.ts';

export const Route = createFileRoute('/drilling')({
  validateSearch: readProgramSearch,
  component: ProgramsPage,
  staticData: { permission: 'engineering.read' },
});
