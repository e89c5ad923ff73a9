import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ProgramState } from '@varve/contract';
import type { ProgramDetailView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { DocumentHistory } from '../../kit/document/document-history.tsx';
import { DocumentLife } from '../../kit/document/document-life.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { DraftForm } from './draft-form.tsx';
import { drillingWords } from './drilling-words.ts';
import { ProgramActions } from './program-actions.tsx';
import { ProgramFacts } from './program-facts.tsx';
import { ProgramStateBadge } from './program-state-badge.tsx';
import './drilling.css';

interface ProgramProps {
  readonly program: ProgramDetailView;
}

const route = getRouteApi('/drilling_/$programId');

/** The states of a program that is drilled. */
const PATH: readonly ProgramState[] = [
  'draft',
  'submitted',
  'approved',
  'in_progress',
  'completed',
];

export function ProgramPage() {
  const words = useWords(drillingWords);
  const { programId } = route.useParams();
  const query = useQuery({
    ...trpc.drilling.programs.get.queryOptions({ programId }),
    retry: false,
  });
  const program = query.data;
  return (
    <Page
      title={program?.name ?? words.title}
      facts={program !== undefined && <HeadFacts program={program} />}
      actions={program !== undefined && <ProgramActions program={program} />}
    >
      <QueryState query={query} failed={words.programFailed}>
        {(shown) => (
          <>
            <DocumentLife
              state={shown.state}
              path={PATH}
              names={words.states}
              moves={shown.moves}
            />
            <div className="program-panels">
              <section className="panel" aria-label={words.content}>
                <header className="panel-header">
                  <h2>{words.content}</h2>
                  <LockNote program={shown} />
                </header>
                {mayChange(shown) ? (
                  // Anew for each version: a form begins with what is stored.
                  <DraftForm key={shown.version} program={shown} />
                ) : (
                  <ProgramFacts program={shown} />
                )}
              </section>
              <DocumentHistory moves={shown.moves} names={words.events} />
            </div>
          </>
        )}
      </QueryState>
    </Page>
  );
}

/** Says that nobody changes the program, and the way out where there is one. */
function LockNote({ program: { isOpen, documentNumber, state } }: ProgramProps) {
  const words = useWords(drillingWords);
  if (isOpen || state === 'cancelled') return null;
  const isNumbered = documentNumber !== null;
  return <span className="note push">{isNumbered ? words.locked : words.waits}</span>;
}

/** Whoever may submit a draft may change it first. */
function mayChange({ isOpen, choices }: ProgramDetailView): boolean {
  return isOpen && choices.some(({ transition }) => transition === 'submit');
}

function HeadFacts({ program }: ProgramProps) {
  const words = useWords(drillingWords);
  const { documentNumber, wellName, state, corrects } = program;
  return (
    <>
      {documentNumber !== null && <span>{documentNumber}</span>}
      <span>{wellName}</span>
      <ProgramStateBadge state={state} />
      {corrects !== null && (
        <span>
          {words.corrects}{' '}
          <Link to="/drilling/$programId" params={{ programId: corrects.id }}>
            {corrects.documentNumber ?? words.unnumbered}
          </Link>
        </span>
      )}
    </>
  );
}
