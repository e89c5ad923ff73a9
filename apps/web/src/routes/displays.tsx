import { createFileRoute } from '@tanstack/react-router';
import { DisplaysPage } from '../features/displays/displays-page.tsx';

export const Route = createFileRoute('/displays')({
  component: DisplaysPage,
  staticData: { permission: 'sessions.manage' },
});
