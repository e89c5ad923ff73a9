import { Link } from '@tanstack/react-router';
import { useConnectionState } from '../api/connection/use-connection-state.ts';
import { useLanguage } from '../kit/i18n/language-context.ts';
import { LANGUAGES, LANGUAGE_NAMES } from '../kit/i18n/language.ts';
import { link as liveLink } from '../features/live/link.ts';
import { Logo } from './logo.tsx';
import { navigation } from './navigation.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { shellWords } from './shell-words.ts';

export function Header() {
  const { language } = useLanguage();
  const words = useWords(shellWords);
  return (
    <header className="header">
      <a className="skip-link" href="#content">
        {words.nav.skip}
      </a>
      <Link {...liveLink} className="brand">
        <Logo />
        Varve
      </Link>
      <nav className="nav" aria-label={words.nav.label}>
        {navigation.map(({ to, label }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
            {label[language]}
          </Link>
        ))}
      </nav>
      <ConnectionMark />
      <LanguageSwitch />
    </header>
  );
}

function ConnectionMark() {
  const words = useWords(shellWords);
  const { kind } = useConnectionState();
  if (kind === 'unknown') return null;
  return (
    <span className={`connection-mark is-${kind}`} title={words.connection[kind]}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {kind === 'lost' ? (
          <path d="m2 2 8 8m0-8-8 8" stroke="currentColor" strokeWidth="2.4" />
        ) : (
          <circle
            cx="6"
            cy="6"
            r="4"
            fill={kind === 'online' ? 'currentColor' : 'none'}
            stroke="currentColor"
            strokeWidth="1.5"
          />
        )}
      </svg>
      <span>{words.connection[kind]}</span>
    </span>
  );
}

function LanguageSwitch() {
  const words = useWords(shellWords);
  const { language, chooseLanguage } = useLanguage();
  return (
    <div className="language-switch" role="group" aria-label={words.language}>
      {LANGUAGES.map((offered) => (
        <button
          key={offered}
          type="button"
          lang={offered}
          title={LANGUAGE_NAMES[offered]}
          // The visible text is part of the name: who speaks to the computer says what they see.
          aria-label={`${offered.toUpperCase()} ${LANGUAGE_NAMES[offered]}`}
          aria-pressed={offered === language}
          onClick={() => {
            chooseLanguage(offered);
          }}
        >
          {offered.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
