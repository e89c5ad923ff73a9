import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import type { SessionView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { SessionTable } from '../../session/list/session-table.tsx';
import { profileWords } from './profile-words.ts';
import { RenameSessionDialog } from './rename-session-dialog.tsx';
import { SettingsPanel } from './settings-panel.tsx';

/** Where the person is logged in, with the way to end what they do not know. */
export function OwnSessions() {
  const words = useWords(profileWords).sessions;
  const query = useQuery(trpc.session.list.queryOptions());
  return (
    <SettingsPanel title={words.title}>
      <QueryState query={query} failed={words.failed}>
        {(sessions) => <OwnTable sessions={sessions} onEnded={query.refetch} />}
      </QueryState>
    </SettingsPanel>
  );
}

interface OwnTableProps {
  readonly sessions: readonly SessionView[];
  readonly onEnded: () => Promise<unknown>;
}

function OwnTable({ sessions, onEnded }: OwnTableProps) {
  const words = useWords(profileWords).sessions;
  const toast = useToast();
  const [isAsked, ask] = useState(false);
  const [renamed, rename] = useState<SessionView | null>(null);
  return (
    <div className="stack">
      <SessionTable
        label={words.title}
        sessions={sessions}
        onEnd={({ id: sessionId }) => client.session.end.mutate({ sessionId }).finally(onEnded)}
        onRename={rename}
      />
      {sessions.length < 2 ? (
        <p className="note">{words.only}</p>
      ) : (
        <div>
          <button type="button" className="button" onClick={() => ask(true)}>
            {words.endOthers}
          </button>
        </div>
      )}
      {renamed !== null && (
        <RenameSessionDialog session={renamed} onDone={onEnded} onClose={() => rename(null)} />
      )}
      {isAsked && (
        <ConfirmDialog
          title={words.othersTitle}
          action={words.endOthers}
          onConfirm={async () => {
            await client.session.endOthers.mutate();
            toast({ text: words.othersEnded });
            await onEnded();
          }}
          onClose={() => ask(false)}
        >
          <p>{words.othersHint}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
