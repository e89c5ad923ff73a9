import { createFileRoute } from '@tanstack/react-router';
import { readUserSearch } from '../features/users/read-user-search.ts';
import { UsersPage } from '../features/users/users-page.tsx';

export const Route = createFileRoute('/users')({
  validateSearch: readUserSearch,
  component: UsersPage,
  staticData: { permission: 'users.read' },
});
