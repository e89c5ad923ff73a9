import { createFileRoute } from '@tanstack/react-router';
import type { OidcRefusal } from '@varve/contract';
import { readOidcRefusal } from '../session/oidc-notice.tsx';
import { ProfilePage } from '../features/profile/profile-page.tsx';

export const Route = createFileRoute('/profile')({
  validateSearch: ({ refused }): { refused?: OidcRefusal | undefined } => ({
    refused: readOidcRefusal(refused),
  }),
  component: function ProfileRoute() {
    return <ProfilePage refused={Route.useSearch().refused} />;
  },
  staticData: { permission: null },
});
