import type { ReportRunView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { RunState } from '../../kit/ui/run-state.tsx';

/** The state of a run in a word, how far it is, and why it failed. */
export function ReportRunState({ run }: { readonly run: ReportRunView }) {
  const { number } = useLanguage().formats;
  const { state, progress, error } = run;
  return (
    <>
      <RunState run={run} /> {state === 'running' && `${number.integer(progress * 100)} %`}
      {error !== null && <span className="note report-error">{error}</span>}
    </>
  );
}
