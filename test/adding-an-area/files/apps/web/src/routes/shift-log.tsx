import { createFileRoute } from '@tanstack/react-router';
import { ShiftLogPage } from '../features/shift-log/shift-log-page.tsx';

export const Route = createFileRoute('/shift-log')({
  component: ShiftLogPage,
  staticData: { permission: 'shift-log.read' },
});
