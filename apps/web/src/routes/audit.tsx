import { createFileRoute } from '@tanstack/react-router';
import { AuditPage } from '../features/audit/audit-page.tsx';
import { readAuditSearch } from '../features/audit/read-audit-search.ts';

export const Route = createFileRoute('/audit')({
  validateSearch: readAuditSearch,
  component: AuditPage,
  staticData: { permission: 'audit.read' },
});
