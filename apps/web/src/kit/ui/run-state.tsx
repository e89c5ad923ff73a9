import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { StateMark } from './state-mark.tsx';
import type { Severity } from './state-mark.tsx';

const SEVERITIES = {
  queued: 'idle',
  running: 'idle',
  done: 'normal',
  failed: 'failed',
  cancelled: 'idle',
} satisfies Readonly<Record<string, Severity>>;

/** A run in the background, as far as its state says. */
interface StatedRun {
  readonly state: keyof typeof SEVERITIES;
  /** Somebody has asked for its end. */
  readonly isCancelling: boolean;
}

/** How far a run is, in a word. */
export function RunState({ run: { state, isCancelling } }: { readonly run: StatedRun }) {
  const words = useWords(kitWords).run;
  const label = isCancelling ? words.cancelling : words.states[state];
  return <StateMark severity={SEVERITIES[state]} label={label} />;
}

/** Whether a run is not over yet. */
export function isUnderWay({ state }: Pick<StatedRun, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}
