import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { UserDetailView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { Icon } from '../../kit/ui/icon.tsx';
import { Menu } from '../../kit/ui/menu.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { LinkDialog } from '../../session/link-dialog.tsx';
import { useRefreshUsers } from './use-refresh-users.ts';
import { userWords } from './user-words.ts';

type Question = 'reset' | 'removeFactor' | 'disable' | 'remove';

/** Actions on a user: asked for by a menu, and done after a question. */
export function UserActions({ user }: { readonly user: UserDetailView }) {
  const words = useWords(userWords);
  const [question, setQuestion] = useState<Question | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const toast = useToast();
  const textOf = useRefusalText();
  const { answers, enable } = useAnswers(user, setCode);
  const offered: readonly Question[] = [
    ...(user.hasFactor ? (['removeFactor'] as const) : []),
    ...(user.state === 'disabled' ? [] : (['disable'] as const)),
    'remove',
  ];
  const name = user.username;
  const enableAndTell = (): void => {
    void enable().catch((error: unknown) => toast({ text: textOf(error) }));
  };
  return (
    <>
      {user.kind === 'person' && (
        <button type="button" className="button" onClick={() => setQuestion('reset')}>
          {words.reset.action}
        </button>
      )}
      {user.state === 'disabled' && (
        <button type="button" className="button" onClick={enableAndTell}>
          {words.enable.action}
        </button>
      )}
      <Menu
        label={words.user.actions}
        className="button button-icon"
        items={offered.map((one) => ({
          label: words[one].action,
          onSelect: () => setQuestion(one),
        }))}
      >
        <Icon name="more" />
      </Menu>
      {question !== null && (
        <ConfirmDialog
          title={words[question].title(name)}
          action={words[question].action}
          final={question === 'remove'}
          onConfirm={answers[question]}
          onClose={() => setQuestion(null)}
        >
          <p>{words[question].text}</p>
        </ConfirmDialog>
      )}
      {code !== null && (
        <LinkDialog link={{ username: name, code }} onClose={() => setCode(null)} />
      )}
    </>
  );
}

/** Says what each question does when it is answered by yes. */
function useAnswers(
  { id: userId, username, version: expectedVersion }: UserDetailView,
  showCode: (code: string) => void,
) {
  const words = useWords(userWords);
  const navigate = useNavigate();
  const toast = useToast();
  const refresh = useRefreshUsers();
  const fresh = useFresh();
  const update = useMutation(trpc.users.update.mutationOptions());
  const reset = useMutation(trpc.users.resetPassword.mutationOptions());
  const removeFactor = useMutation(trpc.users.removeFactor.mutationOptions());
  const remove = useMutation(trpc.users.remove.mutationOptions());
  const done = async (text: string): Promise<void> => {
    toast({ text });
    await refresh();
  };
  const answers: Readonly<Record<Question, () => Promise<void>>> = {
    reset: async () => {
      const { code } = await fresh(() => reset.mutateAsync({ userId }));
      showCode(code);
      await refresh();
    },
    removeFactor: async () => {
      await fresh(() => removeFactor.mutateAsync({ userId }));
      await done(words.removeFactor.done);
    },
    disable: async () => {
      await fresh(() => update.mutateAsync({ userId, expectedVersion, enabled: false }));
      await done(words.disable.done(username));
    },
    remove: async () => {
      await fresh(() => remove.mutateAsync({ userId }));
      toast({ text: words.remove.done(username) });
      await navigate({ to: '/users' });
      await refresh();
    },
  };
  const enable = async (): Promise<void> => {
    await fresh(() => update.mutateAsync({ userId, expectedVersion, enabled: true }));
    await done(words.enable.done(username));
  };
  return { answers, enable };
}
