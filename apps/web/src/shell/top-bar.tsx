import { Link } from '@tanstack/react-router';
import { useSeconds } from '../kit/clock/use-seconds.ts';
import { useLanguage } from '../kit/i18n/language-context.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { Icon } from '../kit/ui/icon.tsx';
import { usePageTitle } from '../kit/ui/use-page-title.ts';
import { link as liveLink } from '../features/live/link.ts';
import { useLocation } from '@tanstack/react-router';
import { PersonMenu } from './person-menu.tsx';
import { shellWords } from './shell-words.ts';
import { useCurrentEntry } from './use-nav-groups.ts';

/** Where one is, the way to anywhere else, the time, and the person. */
export function TopBar({ onPalette }: { readonly onPalette: () => void }) {
  const words = useWords(shellWords);
  return (
    <header className="top-bar">
      <Breadcrumb />
      <button
        type="button"
        className="palette-button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={onPalette}
      >
        <Icon name="search" small />
        <span>{words.palette.button}</span>
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <Clock />
      <PersonMenu />
    </header>
  );
}

function Breadcrumb() {
  const words = useWords(shellWords);
  const { language } = useLanguage();
  const title = usePageTitle();
  const pathname = useLocation({ select: (location) => location.pathname });
  const entry = useCurrentEntry();
  const isBelow = entry !== undefined && pathname !== entry.to;
  const up = isBelow ? { to: entry.to } : liveLink;
  return (
    <nav className="breadcrumb" aria-label={words.breadcrumb}>
      {pathname !== liveLink.to && (
        <Link
          {...up}
          className="button button-quiet button-small button-icon"
          aria-label={words.levelUp}
          activeProps={{}}
        >
          <Icon name="up" />
        </Link>
      )}
      {entry !== undefined && entry.group !== 'person' && (
        <span className="soft crumb">{words.groups[entry.group]}</span>
      )}
      {isBelow && (
        <Link to={entry.to} className="crumb">
          {entry.label[language]}
        </Link>
      )}
      <b aria-current="page">{entry === undefined || isBelow ? title : entry.label[language]}</b>
    </nav>
  );
}

function Clock() {
  const { formats } = useLanguage();
  const nowMs = useSeconds();
  return (
    <div className="clock">
      <b>{formats.time.timeOfDay(nowMs)}</b>
      <small>{formats.time.zoneName(nowMs)}</small>
    </div>
  );
}
