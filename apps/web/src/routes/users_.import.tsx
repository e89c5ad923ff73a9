import { createFileRoute } from '@tanstack/react-router';
import { ImportPage } from '../features/users/import-page.tsx';

export const Route = createFileRoute('/users_/import')({
  component: ImportPage,
  staticData: { permission: 'users.write' },
});
