import { useState } from 'react';
import type { ComponentProps } from 'react';
import type { SessionView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { Icon } from '../../kit/ui/icon.tsx';
import { Menu } from '../../kit/ui/menu.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useMay } from '../session-context.ts';
import { useFresh } from '../use-fresh.ts';
import { sessionListWords } from './session-list-words.ts';
import { useSessionColumns } from './use-session-columns.tsx';
import { useSessionName } from './use-session-name.ts';

interface SessionTableProps {
  readonly label: string;
  readonly sessions: readonly SessionView[];
  /** Says whose each is, and leads to his page. @default false */
  readonly hasUsers?: boolean;
  readonly more?: NonNullable<ComponentProps<typeof DataTable<SessionView>>['more']>;
  readonly onEnd: (session: SessionView) => Promise<unknown>;
  /** Ends all of its user's; gives how many. Left out where that is offered elsewhere. */
  readonly onEndAll?: (userId: string) => Promise<number>;
  /** Gives it a name; left out for those of others. */
  readonly onRename?: (session: SessionView) => void;
}

interface Question {
  readonly session: SessionView;
  readonly isAboutAll: boolean;
}

/** Sessions that go on, each with the way to end it after a question. */
export function SessionTable(props: SessionTableProps) {
  const { label, sessions, hasUsers = false, more, onEnd, onEndAll, onRename } = props;
  const [question, ask] = useState<Question | null>(null);
  const mayReadUsers = useMay()('users.read');
  const columns = useSessionColumns(hasUsers);
  return (
    <>
      <DataTable
        label={label}
        columns={columns}
        rows={sessions}
        keyOf={({ id }) => id}
        {...(more !== undefined && { more })}
        {...(hasUsers &&
          mayReadUsers && {
            linkOf: ({ userId }: SessionView) => ({ to: '/users/$userId', params: { userId } }),
          })}
        actionsOf={(session) => (
          <SessionActions
            session={session}
            onAsk={ask}
            onRename={onRename}
            hasAll={onEndAll !== undefined}
          />
        )}
      />
      {question !== null && (
        <EndQuestion {...question} onEnd={onEnd} onEndAll={onEndAll} onClose={() => ask(null)} />
      )}
    </>
  );
}

interface SessionActionsProps {
  readonly session: SessionView;
  readonly hasAll: boolean;
  readonly onAsk: (question: Question) => void;
  readonly onRename: SessionTableProps['onRename'];
}

function SessionActions({ session, hasAll, onAsk, onRename }: SessionActionsProps) {
  const words = useWords(sessionListWords);
  const nameOf = useSessionName();
  const end = (): void => onAsk({ session, isAboutAll: false });
  if (hasAll)
    return (
      <Menu
        label={words.actionsOf(session.username)}
        items={[
          // Who ends his own goes by the way out.
          { label: words.endOne, onSelect: end, disabled: session.isCurrent },
          {
            label: words.endAll(session.username),
            onSelect: () => onAsk({ session, isAboutAll: true }),
          },
        ]}
      >
        <Icon name="more" small />
      </Menu>
    );
  const name = nameOf(session);
  return (
    <span className="button-row">
      {onRename !== undefined && (
        <button
          type="button"
          className="button button-small"
          aria-label={words.renameOf(name)}
          onClick={() => onRename(session)}
        >
          {words.rename}
        </button>
      )}
      {!session.isCurrent && (
        <button
          type="button"
          className="button button-small"
          aria-label={words.endOf(name)}
          onClick={end}
        >
          {words.end}
        </button>
      )}
    </span>
  );
}

interface EndQuestionProps extends Question {
  readonly onEnd: SessionTableProps['onEnd'];
  readonly onEndAll: SessionTableProps['onEndAll'];
  readonly onClose: () => void;
}

function EndQuestion({ session, isAboutAll, onEnd, onEndAll, onClose }: EndQuestionProps) {
  const words = useWords(sessionListWords);
  const nameOf = useSessionName();
  const { integer } = useLanguage().formats.number;
  const toast = useToast();
  const fresh = useFresh();
  const endAll = async (): Promise<void> => {
    const count = await fresh(() => onEndAll!(session.userId));
    toast({ text: words.allEnded(integer(count), count) });
  };
  const endOne = async (): Promise<void> => {
    await fresh(() => onEnd(session));
    toast({ text: words.ended });
  };
  return (
    <ConfirmDialog
      title={isAboutAll ? words.endAllTitle(session.username) : words.endTitle(nameOf(session))}
      action={isAboutAll ? words.endAll(session.username) : words.endOne}
      onConfirm={isAboutAll ? endAll : endOne}
      onClose={onClose}
    >
      <p>{isAboutAll ? words.endAllText : words.endText}</p>
    </ConfirmDialog>
  );
}
