import { Link } from '@tanstack/react-router';
import { useConnection } from '../api/connection/use-connection.ts';
import { useLanguage } from '../kit/i18n/language-context.ts';
import { LANGUAGES, LANGUAGE_NAMES } from '../kit/i18n/language.ts';
import { Logo } from './logo.tsx';

export function Header() {
  const { words } = useLanguage();
  return (
    <header className="header">
      <a className="skip-link" href="#content">
        {words.nav.skip}
      </a>
      <Link to="/" className="brand">
        <Logo />
        Varve
      </Link>
      <nav className="nav" aria-label={words.nav.label}>
        <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
          {words.nav.live}
        </Link>
        <Link to="/trend" activeOptions={{ includeSearch: false }}>
          {words.nav.trend}
        </Link>
        <Link to="/status">{words.nav.status}</Link>
      </nav>
      <ConnectionMark />
      <LanguageSwitch />
    </header>
  );
}

function ConnectionMark() {
  const { words } = useLanguage();
  const { kind } = useConnection();
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
  const { language, chooseLanguage, words } = useLanguage();
  return (
    <div className="language-switch" role="group" aria-label={words.language.label}>
      {LANGUAGES.map((offered) => (
        <button
          key={offered}
          type="button"
          lang={offered}
          title={LANGUAGE_NAMES[offered]}
          aria-label={LANGUAGE_NAMES[offered]}
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
