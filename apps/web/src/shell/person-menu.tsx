import { useRef } from 'react';
import { useLanguage } from '../kit/i18n/language-context.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { usePreferences } from '../kit/preferences/preferences-context.ts';
import { Icon } from '../kit/ui/icon.tsx';
import { useSession } from '../session/session-context.ts';
import type { Person } from '../session/session-context.ts';
import { useRoleName } from '../session/use-role-name.ts';
import { initialsOf } from './initials-of.ts';
import { PageLink } from './page-link.tsx';
import { PreferenceChoices } from './preference-choices.tsx';
import { shellWords } from './shell-words.ts';
import { useNavEntries } from './use-nav-groups.ts';

const MENU_ID = 'person-menu';

/** Who is logged in, their own pages, how they want the console, and the way out. Without a person only the preferences are there. */
export function PersonMenu() {
  const words = useWords(shellWords);
  const { language } = useLanguage();
  const { person, signOut } = useSession();
  const roleName = useRoleName();
  const menu = useRef<HTMLDivElement>(null);
  const own = useNavEntries().filter(({ group }) => group === 'person');
  const { change } = usePreferences();
  const leave = async (signOut: () => unknown): Promise<void> => {
    await signOut();
    // The server has the browser forget all that it keeps of Varve: the looks are of this computer, and stay.
    change({});
  };
  const close = (): void => menu.current?.hidePopover();
  return (
    <>
      <button
        type="button"
        className="person-button"
        popoverTarget={MENU_ID}
        aria-label={person === null ? words.preferences.label : undefined}
      >
        {person === null ? <Icon name="settings" /> : <PersonMark person={person} />}
      </button>
      <div
        ref={menu}
        id={MENU_ID}
        className="menu person-menu"
        popover="auto"
        role="dialog"
        aria-label={person === null ? words.preferences.label : person.fullName || person.username}
      >
        {person !== null && (
          <div>
            <b>{person.fullName || person.username}</b>
            <div className="note">
              {[person.username, ...person.roles.map(roleName)].join(', ')}
            </div>
            <div className="note">{person.tenant}</div>
          </div>
        )}
        <PreferenceChoices />
        {own.map((entry) => (
          <PageLink key={entry.to} entry={entry} className="menu-item" onClick={close}>
            <Icon name="user" />
            {entry.label[language]}
          </PageLink>
        ))}
        {signOut !== null && (
          <button type="button" className="menu-item" onClick={() => void leave(signOut)}>
            <Icon name="logout" />
            {words.signOut}
          </button>
        )}
      </div>
    </>
  );
}

function PersonMark({ person }: { readonly person: Person }) {
  const roleName = useRoleName();
  return (
    <>
      <span className="initials" aria-hidden="true">
        {initialsOf(person.fullName || person.username)}
      </span>
      <span className="person-name">
        {person.username} <small>{person.roles.slice(0, 1).map(roleName)}</small>
      </span>
    </>
  );
}
