import { createFileRoute } from '@tanstack/react-router';
import { ProgramPage } from '../features/drilling/program-page.tsx';

export const Route = createFileRoute('/drilling_/$programId')({
  component: ProgramPage,
  staticData: { permission: 'engineering.read' },
});
