import type { JobView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { jobWords } from './job-words.ts';
import { useJobName } from './use-job-name.ts';

/** How much of a run is done, as a bar and in percent. */
export function JobProgress({ job }: { readonly job: JobView }) {
  const words = useWords(jobWords);
  const { number } = useLanguage().formats;
  const name = useJobName()(job.name);
  const percent = Math.round((job.state === 'done' ? 1 : job.progress) * 100);
  return (
    <span className="job-progress">
      <progress value={percent} max={100} aria-label={words.progressOf(name)} />
      <span className="number">{number.integer(percent)} %</span>
    </span>
  );
}
