import { createFileRoute } from '@tanstack/react-router';
import { UserPage } from '../features/users/user-page.tsx';

export const Route = createFileRoute('/users_/$userId')({
  component: UserPage,
  staticData: { permission: 'users.read' },
});
