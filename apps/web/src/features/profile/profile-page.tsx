import type { OidcRefusal } from '@varve/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Page } from '../../kit/ui/page.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { ChangePasswordForm } from '../../session/change-password-form.tsx';
import { OidcNotice } from '../../session/oidc-notice.tsx';
import { renewSession } from '../../session/renew-session.ts';
import { useSessionState } from '../../session/use-session-state.ts';
import { AboutForm } from './about-form.tsx';
import { OwnFactor } from './own-factor.tsx';
import { OwnIdentities } from './own-identities.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { profileWords } from './profile-words.ts';
import { SettingsPanel } from './settings-panel.tsx';
import './profile.css';

/** The page on which a person looks after their own account. */
export function ProfilePage({ refused }: { readonly refused?: OidcRefusal | undefined }) {
  const words = useWords(profileWords);
  const queries = useQueryClient();
  const toast = useToast();
  const state = useSessionState();
  if (!('person' in state)) return null;
  const { person } = state;
  const renew = async (said: string): Promise<void> => {
    await renewSession(queries);
    toast({ text: said });
  };
  return (
    <Page title={words.title} facts={<span>{person.username}</span>}>
      <OidcNotice refused={refused} />
      <div className="panels">
        <SettingsPanel title={words.about.title}>
          <AboutForm person={person} onDone={() => renew(words.about.saved)} />
        </SettingsPanel>
        {person.hasPassword && (
          <SettingsPanel title={words.password.title}>
            <ChangePasswordForm
              key={person.userId}
              person={person}
              onDone={() => renew(words.password.changed)}
            />
          </SettingsPanel>
        )}
        <SettingsPanel title={words.factor.title}>
          <OwnFactor hasFactor={person.hasFactor} onDone={renew} />
        </SettingsPanel>
        <OwnIdentities />
      </div>
      <OwnSessions />
    </Page>
  );
}
