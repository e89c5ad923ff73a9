import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { UserDetailView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { AgeText } from '../../kit/clock/age-text.tsx';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useMay } from '../../session/session-context.ts';
import { link as auditLink } from '../audit/link.ts';
import { AccountForm } from './account-form.tsx';
import { RolesForm } from './roles-form.tsx';
import { StateBadge } from './state-badge.tsx';
import { useUserTabs } from './use-user-tabs.ts';
import { UserIdentities } from './user-identities.tsx';
import { UserActions } from './user-actions.tsx';
import { UserSessions } from './user-sessions.tsx';
import { userWords } from './user-words.ts';
import './users.css';

const route = getRouteApi('/users_/$userId');

export function UserPage() {
  const words = useWords(userWords);
  const may = useMay();
  const { userId } = route.useParams();
  const query = useQuery({ ...trpc.users.get.queryOptions({ userId }), retry: false });
  const user = query.data;
  return (
    <Page
      title={user === undefined ? words.title : user.fullName || user.username}
      tabs={useUserTabs()}
      facts={user !== undefined && <UserFacts user={user} />}
      actions={user !== undefined && may('users.write') && <UserActions user={user} />}
    >
      <QueryState query={query} failed={words.user.failed}>
        {(shown) => (
          <div className="panels">
            {/* Anew for each version: a form begins with what is stored. */}
            <section className="panel" aria-label={words.user.account}>
              <header className="panel-header">
                <h2>{words.user.account}</h2>
              </header>
              <AccountForm key={shown.version} user={shown} />
            </section>
            <section className="panel" aria-label={words.roles}>
              <header className="panel-header">
                <h2>{words.roles}</h2>
              </header>
              <RolesForm key={shown.version} user={shown} />
            </section>
            {may('audit.read') && <UserAudit user={shown} />}
            {shown.kind === 'person' && <UserIdentities user={shown} />}
            {may('sessions.manage') && <UserSessions userId={shown.id} />}
          </div>
        )}
      </QueryState>
    </Page>
  );
}

function UserAudit({ user }: { readonly user: UserDetailView }) {
  const words = useWords(userWords).user;
  return (
    <section className="panel user-wide" aria-label={words.audit}>
      <header className="panel-header">
        <h2>{words.audit}</h2>
        <Link {...auditLink({ actor: user.username })}>{words.did}</Link>
        <Link {...auditLink({ resourceId: user.id })}>{words.suffered}</Link>
      </header>
    </section>
  );
}

function UserFacts({ user }: { readonly user: UserDetailView }) {
  const words = useWords(userWords);
  const { formats } = useLanguage();
  const { username, state, hasFactor, lastLoginAtMs, createdAtMs } = user;
  return (
    <>
      <span>{username}</span>
      <StateBadge state={state} />
      <span>
        {words.factor}: {hasFactor ? words.yes : words.no}
      </span>
      <span>
        {words.lastLogin}:{' '}
        {lastLoginAtMs === null ? words.never : <AgeText timeMs={lastLoginAtMs} ago />}
      </span>
      <span>
        {words.user.madeAt}: {formats.time.dateTime(createdAtMs)}
      </span>
    </>
  );
}
