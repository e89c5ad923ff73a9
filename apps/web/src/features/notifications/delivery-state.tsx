import type { DeliveryView } from '../../api/contract.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { StateMark } from '../../kit/ui/state-mark.tsx';
import type { Severity } from '../../kit/ui/state-mark.tsx';
import { notificationWords } from './notification-words.ts';

type State = DeliveryView['state'];

const SEVERITIES: Readonly<Record<State, Severity>> = {
  pending: 'idle',
  sending: 'idle',
  sent: 'normal',
  failed: 'warning',
  dead: 'failed',
};

/** The fate of a message, in a word. */
export function DeliveryState({ state }: { readonly state: State }) {
  const { states } = useWords(notificationWords).deliveries;
  return <StateMark severity={SEVERITIES[state]} label={states[state]} />;
}

/** Whether the outcome of an attempt is to come soon. */
export function isOnItsWay({ state }: Pick<DeliveryView, 'state'>): boolean {
  return state === 'pending' || state === 'sending';
}
