import { createFileRoute } from '@tanstack/react-router';
import { RulesPage } from '../features/notifications/rules-page.tsx';

export const Route = createFileRoute('/notifications_/rules')({
  component: RulesPage,
  staticData: { permission: 'notifications.manage' },
});
