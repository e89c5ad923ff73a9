import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { link as liveLink } from '../features/live/link.ts';
import { useLanguage } from '../kit/i18n/language-context.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { Icon } from '../kit/ui/icon.tsx';
import { useMedia } from '../kit/ui/use-media.ts';
import { GROUP_ICONS } from './group-icons.ts';
import { Logo } from './logo.tsx';
import { PageLink } from './page-link.tsx';
import { shellWords } from './shell-words.ts';
import { useNavGroups } from './use-nav-groups.ts';
import type { GroupOfPages } from './use-nav-groups.ts';

/** The pages in groups: opened in place where there is room, else behind an icon each. */
export function Rail({ onHelp }: { readonly onHelp: () => void }) {
  const words = useWords(shellWords);
  const isWide = useMedia('(min-width: 1440px)');
  const groups = useNavGroups();
  const Group = isWide ? WideGroup : NarrowGroup;
  return (
    <nav className="rail" aria-label={words.nav.label}>
      <Link {...liveLink} className="brand">
        <Logo />
        <span>Varve</span>
      </Link>
      {groups.map((one) => (
        <Group key={one.group} {...one} />
      ))}
      <div className="rail-foot">
        <button type="button" className="rail-heading" onClick={onHelp}>
          <Icon name="help" />
          <span>{words.help.label}</span>
        </button>
      </div>
    </nav>
  );
}

function WideGroup({ group, entries, isOpen }: GroupOfPages) {
  const words = useWords(shellWords);
  const id = useId();
  const [chosen, setChosen] = useState<boolean | null>(null);
  // The first group stands open: it is what most people came for.
  const isListed = chosen ?? (isOpen || group === 'operate');
  return (
    <div className={isOpen ? 'rail-group is-open' : 'rail-group'}>
      <button
        type="button"
        className="rail-heading"
        aria-expanded={isListed}
        aria-controls={id}
        onClick={() => {
          setChosen(!isListed);
        }}
      >
        <Icon name={GROUP_ICONS[group]} />
        <span>{words.groups[group]}</span>
        <Icon name={isListed ? 'upper' : 'down'} small />
      </button>
      <PageList id={id} entries={isListed ? entries : []} />
    </div>
  );
}

function NarrowGroup({ group, entries, isOpen }: GroupOfPages) {
  const words = useWords(shellWords);
  const { language } = useLanguage();
  const id = useId();
  const [only, ...others] = entries;
  const className = isOpen ? 'rail-group is-open' : 'rail-group';
  if (only !== undefined && others.length === 0) {
    return (
      <div className={className}>
        <PageLink entry={only} className="rail-heading">
          <Icon name={GROUP_ICONS[group]} />
          <span>{only.label[language]}</span>
        </PageLink>
      </div>
    );
  }
  const anchorName = `--rail-${group}`;
  return (
    <div className={className}>
      <button type="button" className="rail-heading" popoverTarget={id} style={{ anchorName }}>
        <Icon name={GROUP_ICONS[group]} />
        <span>{words.groups[group]}</span>
      </button>
      <div id={id} className="menu rail-menu" popover="auto" style={{ positionAnchor: anchorName }}>
        <p className="note">{words.groups[group]}</p>
        <PageList
          entries={entries}
          onChoose={() => {
            document.getElementById(id)?.hidePopover();
          }}
        />
      </div>
    </div>
  );
}

interface PageListProps extends Pick<GroupOfPages, 'entries'> {
  readonly id?: string;
  readonly onChoose?: () => void;
}

function PageList({ id, entries, onChoose }: PageListProps) {
  const { language } = useLanguage();
  return (
    <ul id={id}>
      {entries.map((entry) => (
        <li key={entry.to}>
          <PageLink entry={entry} {...(onChoose !== undefined && { onClick: onChoose })}>
            {entry.label[language]}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
