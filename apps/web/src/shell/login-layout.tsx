import { useSeconds } from '../kit/clock/use-seconds.ts';
import { useLanguage } from '../kit/i18n/language-context.ts';
import { usePutPageTitle } from '../kit/ui/use-page-title.ts';
import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';
import { LanguageChoice, ThemeChoice } from './preference-choices.tsx';
import './login-layout.css';

interface LoginLayoutProps {
  readonly title: string;
  /** Name of the plant, where it may be told to strangers. */
  readonly place?: string;
  /** Below a line, under the form: who was here lately, another way in. */
  readonly aside?: ReactNode;
  /** Facts at the bottom: host, version. The time is there already. */
  readonly facts?: readonly string[];
  /** The form. */
  readonly children: ReactNode;
}

/** The frame of the pages for people who are not logged in: log-in, set-up, a new password. */
export function LoginLayout({ title, place, aside, facts = [], children }: LoginLayoutProps) {
  const { formats } = useLanguage();
  const nowMs = useSeconds();
  usePutPageTitle(title);
  return (
    <div className="login">
      <header className="login-top" data-density="compact">
        <LanguageChoice />
        <ThemeChoice />
      </header>
      <main id="content" className="panel login-panel">
        <div className="login-brand">
          <Logo />
          <div>
            <b>Varve</b>
            {place !== undefined && <div className="soft">{place}</div>}
          </div>
        </div>
        <div className="login-form">
          <h1>{title}</h1>
          {children}
        </div>
        {aside !== undefined && <div className="login-aside">{aside}</div>}
      </main>
      <footer className="login-foot note">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <span>
          {formats.time.timeOfDay(nowMs)} {formats.time.zoneName(nowMs)}
        </span>
      </footer>
    </div>
  );
}
