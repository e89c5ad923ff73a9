import { createFileRoute } from '@tanstack/react-router';
import { readSessionSearch } from '../features/sessions/read-session-search.ts';
import { SessionsPage } from '../features/sessions/sessions-page.tsx';

export const Route = createFileRoute('/sessions')({
  validateSearch: readSessionSearch,
  component: SessionsPage,
  staticData: { permission: 'sessions.manage' },
});
