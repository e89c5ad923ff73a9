import { createFileRoute } from '@tanstack/react-router';
import { ProvidersPage } from '../features/identity/providers-page.tsx';

export const Route = createFileRoute('/identity')({
  component: ProvidersPage,
  staticData: { permission: 'identity.manage' },
});
