import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../kit/i18n/use-words.ts';
import { FactorSetUp } from '../../session/factor-set-up.tsx';
import { renewSession } from '../../session/renew-session.ts';
import { useSession } from '../../session/session-context.ts';
import { useSessionState } from '../../session/use-session-state.ts';
import { LoginLayout } from '../login-layout.tsx';
import { entryWords } from './entry-words.ts';
import { GoOn } from './go-on.tsx';

/** Asks for what has to be done before anything else: a second factor. */
export function SecurityPage({ next }: { readonly next: string | undefined }) {
  const state = useSessionState();
  const queries = useQueryClient();
  // The factor holds before its recovery codes are kept.
  const [isBegun, setBegun] = useState(false);
  const isDue = state.kind === 'due' || (isBegun && state.kind === 'somebody');
  if (!isDue) return <GoOn next={next} />;
  const finish = async (): Promise<void> => {
    setBegun(false);
    await renewSession(queries);
  };
  return <OwnFactor onBegin={() => setBegun(true)} onDone={finish} />;
}

function OwnFactor(props: { readonly onBegin: () => void; readonly onDone: () => unknown }) {
  const words = useWords(entryWords).security;
  return (
    <LoginLayout title={words.factorTitle} aside={<WayOut />}>
      <p>{words.factorHint}</p>
      <FactorSetUp {...props} />
    </LoginLayout>
  );
}

function WayOut() {
  const words = useWords(entryWords).security;
  const { person, signOut } = useSession();
  if (person === null || signOut === null) return null;
  return (
    <button type="button" className="button button-quiet" onClick={() => void signOut()}>
      {words.leave} ({person.username})
    </button>
  );
}
