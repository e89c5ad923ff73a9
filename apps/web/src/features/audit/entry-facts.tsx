import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AuditEntryView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { CopyButton } from '../../kit/ui/copy-button.tsx';
import { useMay } from '../../session/session-context.ts';
import { auditWords } from './audit-words.ts';
import { link } from './link.ts';
import { OutcomeBadge } from './outcome-badge.tsx';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** When, by whom and from where, with the ways to what belongs together. */
export function EntryFacts({ entry }: { readonly entry: AuditEntryView }) {
  const words = useWords(auditWords);
  const { time } = useLanguage().formats;
  const { timeMs, outcome, clientAddress, sessionId, keyId, resourceId } = entry;
  return (
    <dl className="facts">
      <Fact name={words.time}>
        {time.dateTimeMs(timeMs)} <span className="soft">{time.zoneName(timeMs)}</span>
      </Fact>
      <Fact name={words.actor}>
        <Actor entry={entry} />
      </Fact>
      <Fact name={words.outcome}>
        <OutcomeBadge outcome={outcome} />
      </Fact>
      {resourceId !== null && (
        <Fact name={words.entry.resourceId}>
          <code>{resourceId}</code> <Link {...link({ resourceId })}>{words.entry.history}</Link>
        </Fact>
      )}
      <Fact name={words.address}>
        <code>{clientAddress ?? '–'}</code>
      </Fact>
      <Fact name={words.entry.session}>
        <code>{sessionId ?? '–'}</code>
      </Fact>
      <Fact name={words.entry.key}>
        <code>{keyId ?? '–'}</code>
      </Fact>
      <Fact name={words.entry.request}>
        <Request requestId={entry.requestId} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Actor({ entry: { actor, actorId } }: { readonly entry: AuditEntryView }) {
  const words = useWords(auditWords);
  const may = useMay();
  if (actorId === null) return words.nobody;
  if (actor === null) return <code>{actorId}</code>;
  return (
    <span className="audit-ways">
      {actor} <Link {...link({ actor })}>{words.entry.byActor}</Link>
      {may('users.read') && UUID.test(actorId) && (
        <Link to="/users/$userId" params={{ userId: actorId }}>
          {words.entry.user}
        </Link>
      )}
    </span>
  );
}

function Request({ requestId }: { readonly requestId: string | null }) {
  const words = useWords(auditWords).entry;
  if (requestId === null) return '–';
  return (
    <span className="audit-ways">
      <code>{requestId}</code>
      <CopyButton text={requestId} label={words.copyRequest} />
      <Link {...link({ requestId })}>{words.sameRequest}</Link>
    </span>
  );
}
