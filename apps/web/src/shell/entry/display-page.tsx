import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { useEnter } from '../../session/use-enter.ts';
import { useSessionState } from '../../session/use-session-state.ts';
import { LoginLayout } from '../login-layout.tsx';
import { entryWords } from './entry-words.ts';
import './display-page.css';
import { GoOn } from './go-on.tsx';
import { RETRY_MS, waitForPairing, type Shown } from './wait-for-pairing.ts';

/** Shows a code on a wall until a person has typed it, and then the page that the screen is for. */
export function DisplayPage() {
  const words = useWords(entryWords).display;
  const { kind } = useSessionState();
  if (kind === 'unset' || kind === 'due' || kind === 'somebody') return <GoOn next={undefined} />;
  return (
    <LoginLayout title={words.title}>
      <Waiting />
    </LoginLayout>
  );
}

function Waiting() {
  const words = useWords(entryWords).display;
  const { formats } = useLanguage();
  const shown = usePairing();
  switch (shown.kind) {
    case 'asking':
      return (
        <p role="status" aria-busy="true">
          {words.asking}
        </p>
      );
    case 'failed':
      return <p role="alert">{words.failed}</p>;
    case 'full':
      return <p role="alert">{words.full(formats.duration.long(RETRY_MS))}</p>;
    case 'noCookies':
      return <p role="alert">{words.noCookies}</p>;
    case 'code': {
      const { code, expiresAtMs } = shown;
      const half = code.length / 2;
      return (
        <>
          <p>{words.hint}</p>
          <p className="display-code">
            {code.slice(0, half)} {code.slice(half)}
          </p>
          <p className="soft">{words.until(formats.time.timeOfDay(expiresAtMs))}</p>
        </>
      );
    }
  }
}

/** Waits for the pairing, and takes the session up. */
function usePairing(): Shown {
  const [shown, show] = useState<Shown>({ kind: 'asking' });
  const enter = useRef(useEnter());
  useEffect(() => {
    const stopping = new AbortController();
    const wait = async (): Promise<void> => {
      if (!(await waitForPairing(show, stopping.signal))) return;
      if (!(await enter.current())) show({ kind: 'noCookies' });
    };
    void wait();
    return () => stopping.abort();
  }, []);
  return shown;
}
