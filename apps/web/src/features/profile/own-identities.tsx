import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { oidcAddress } from '../../session/oidc-address.ts';
import { sessionQuery } from '../../session/session-query.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { profileWords } from './profile-words.ts';
import { SettingsPanel } from './settings-panel.tsx';

/** The providers by which the person signs in, where the tenant has any. */
export function OwnIdentities() {
  const words = useWords(profileWords).identities;
  const { formats } = useLanguage();
  const providers = useQuery(sessionQuery).data?.providers ?? [];
  const query = useQuery(trpc.session.identities.queryOptions());
  const { link, remove } = useLinks(query.refetch);
  const [asked, ask] = useState<{ id: string; subject: string } | null>(null);
  if (providers.length === 0 && (query.data ?? []).length === 0) return null;
  const nameOf = (issuer: string): string => URL.parse(issuer)?.host ?? issuer;
  return (
    <SettingsPanel title={words.title}>
      <QueryState query={query} failed={words.failed}>
        {(identities) => (
          <div className="stack">
            <p>{identities.length === 0 ? words.none : words.hint}</p>
            {identities.length > 0 && (
              <ul className="bare-list own-identities">
                {identities.map(({ id, issuer, subject, linkedAtMs }) => (
                  <li key={id}>
                    <span>
                      <code>{subject}</code> · {nameOf(issuer)},{' '}
                      <span className="note">
                        {words.linkedAt(formats.time.dateTime(linkedAtMs))}
                      </span>
                    </span>
                    <button
                      type="button"
                      className="button button-small"
                      aria-label={words.removeOf(subject)}
                      onClick={() => ask({ id, subject })}
                    >
                      {words.remove}
                    </button>
                  </li>
                ))}
              </ul>
            )}
            <div className="button-row">
              {providers.map(({ id, name }) => (
                <button key={id} type="button" className="button" onClick={() => void link(id)}>
                  {words.link(name)}
                </button>
              ))}
            </div>
          </div>
        )}
      </QueryState>
      {asked !== null && (
        <ConfirmDialog
          title={words.removeTitle(asked.subject)}
          action={words.remove}
          onConfirm={() => remove(asked.id)}
          onClose={() => ask(null)}
        >
          <p>{words.removeText}</p>
        </ConfirmDialog>
      )}
    </SettingsPanel>
  );
}

function useLinks(refetch: () => Promise<unknown>) {
  const words = useWords(profileWords).identities;
  const fresh = useFresh();
  const toast = useToast();
  const textOf = useRefusalText();
  return {
    link: async (providerId: string): Promise<void> => {
      try {
        await fresh(() => client.session.confirmFresh.mutate());
        window.location.assign(oidcAddress(providerId, { purpose: 'link', next: '/profile' }));
      } catch (error) {
        toast({ text: textOf(error) });
      }
    },
    remove: async (id: string): Promise<void> => {
      await fresh(() => client.session.removeIdentity.mutate({ id }));
      toast({ text: words.removed });
      await refetch();
    },
  };
}
