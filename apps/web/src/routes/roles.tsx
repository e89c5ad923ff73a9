import { createFileRoute } from '@tanstack/react-router';
import { RolesPage } from '../features/users/roles-page.tsx';

export const Route = createFileRoute('/roles')({
  component: RolesPage,
  staticData: { permission: 'users.read' },
});
