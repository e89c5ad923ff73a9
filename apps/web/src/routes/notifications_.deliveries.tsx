import { createFileRoute } from '@tanstack/react-router';
import { DeliveriesPage } from '../features/notifications/deliveries-page.tsx';
import { readDeliverySearch } from '../features/notifications/read-delivery-search.ts';

export const Route = createFileRoute('/notifications_/deliveries')({
  validateSearch: readDeliverySearch,
  component: DeliveriesPage,
  staticData: { permission: 'notifications.manage' },
});
