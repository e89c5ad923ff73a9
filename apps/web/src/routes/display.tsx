import { createFileRoute } from '@tanstack/react-router';
import { DisplayPage } from '../shell/entry/display-page.tsx';

export const Route = createFileRoute('/display')({
  // The screen of a tenant beside the server's own opens /display?tenant=name.
  validateSearch: ({ tenant }): { tenant?: string | undefined } => ({
    tenant: typeof tenant === 'string' ? tenant : undefined,
  }),
  component: DisplayPage,
  staticData: { permission: null, isEntrance: true },
});
