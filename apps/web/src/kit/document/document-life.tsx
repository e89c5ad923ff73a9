import type { DocumentMove } from '@varve/contract';
import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import './document.css';

interface DocumentLifeProps<State extends string> {
  readonly state: State;
  /** The states of a life that goes well, in their order. */
  readonly path: readonly State[];
  readonly names: Readonly<Record<State, string>>;
  /** Newest first. */
  readonly moves: readonly DocumentMove[];
}

/** Where a document is on its way: what is behind it, with who and when, and what is before it. */
export function DocumentLife<State extends string>(props: DocumentLifeProps<State>) {
  const { state, path, names, moves } = props;
  const words = useWords(kitWords).document;
  const { time } = useLanguage().formats;
  const at = path.indexOf(state);
  const cameTo = (step: State) => moves.find(({ toState }) => toState === step);
  // A life that ended beside the path shows how far it came.
  const steps = at >= 0 ? path : [...path.filter((step) => cameTo(step) !== undefined), state];
  const current = at >= 0 ? at : steps.length - 1;
  return (
    <ol className="life" aria-label={words.life}>
      {steps.map((step, index) => {
        const move = index <= current ? cameTo(step) : undefined;
        return (
          <li
            key={step}
            className={index < current ? 'is-done' : undefined}
            aria-current={index === current ? 'step' : undefined}
          >
            {names[step]}
            {move !== undefined && (
              <small>
                {[move.movedByName, time.dateTime(move.movedAtMs)]
                  .filter((part) => part !== null)
                  .join(', ')}
              </small>
            )}
          </li>
        );
      })}
    </ol>
  );
}
