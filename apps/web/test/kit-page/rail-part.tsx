import { useState } from 'react';
import { Page } from '../../src/kit/ui/page.tsx';
import { SessionContext } from '../../src/session/session-context.ts';
import type { Person } from '../../src/session/session-context.ts';
import { PersonMenu } from '../../src/shell/person-menu.tsx';
import { Rail } from '../../src/shell/rail.tsx';
import '../../src/shell/shell.css';

const PERSON: Person = {
  username: 'operador-3',
  tenant: 'Aurora',
  fullName: 'Marta Rincón',
  roles: ['Operator'],
  permissions: new Set(['live.read', 'trends.read']),
  language: null,
};

export function RailPart() {
  const [isOut, setOut] = useState(false);
  const signOut = (): void => setOut(true);
  return (
    <SessionContext value={{ person: PERSON, signOut }}>
      <div className="shell">
        <Rail onHelp={() => undefined} />
        <header className="top-bar">
          <PersonMenu />
        </header>
        <Page title="Rail">{isOut && <p>signed out</p>}</Page>
      </div>
    </SessionContext>
  );
}
