import { createFileRoute } from '@tanstack/react-router';
import { TenantsPage } from '../features/tenants/tenants-page.tsx';

export const Route = createFileRoute('/tenants')({
  component: TenantsPage,
  staticData: { permission: 'tenants.manage' },
});
