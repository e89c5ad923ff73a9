import { useState } from 'react';
import { ConfirmDialog } from '../../src/kit/ui/confirm-dialog.tsx';
import { Dialog, DialogBody } from '../../src/kit/ui/dialog.tsx';
import { Diff } from '../../src/kit/ui/diff.tsx';
import { LoadingState } from '../../src/kit/ui/loading-state.tsx';
import { Page } from '../../src/kit/ui/page.tsx';
import { QueryState } from '../../src/kit/ui/query-state.tsx';
import { Timeline } from '../../src/kit/ui/timeline.tsx';
import { useToast } from '../../src/kit/ui/toast-context.ts';

const SINCE_MS = Date.UTC(2026, 10, 29, 14, 28, 51);
const DIFF = [
  { field: 'High limit', before: '145 °C', after: '142 °C', note: '3 alarms' },
  { field: 'On delay', before: null, after: '10 s' },
];
const ENTRIES = [
  { key: 1, timeMs: SINCE_MS, title: 'Motor temperature high', isMain: true },
  { key: 2, timeMs: SINCE_MS - 60_000, title: 'Start', detail: 'confirmed in 6 s' },
];

/** A query that failed, as the server says it. */
const failed = (data: object) => ({
  data: undefined,
  error: Object.assign(new Error('refused'), { data }),
  errorUpdateCount: 1,
  errorUpdatedAt: SINCE_MS,
  refetch: () => undefined,
});

export function OverlayPart() {
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const [tries, setTries] = useState(0);
  const [log, setLog] = useState('');
  return (
    <Page title="Overlays">
      <button type="button" className="button" onClick={() => setAsking(true)}>
        Delete…
      </button>
      <button
        type="button"
        className="button"
        onClick={() => toast({ text: '40 deadbands changed', onUndo: () => setLog('undone') })}
      >
        Change
      </button>
      <LateDialog />
      <p data-testid="log">{log}</p>
      {isAsking && (
        <ConfirmDialog
          title="Delete 3 tags?"
          action="Delete 3 tags"
          keep="Keep"
          final
          onConfirm={() => {
            setTries(tries + 1);
            if (tries === 0) {
              throw Object.assign(new Error('refused'), {
                data: { reason: 'CONFLICT', current: {} },
              });
            }
            setLog('deleted');
          }}
          onClose={() => setAsking(false)}
        >
          <p>Used by 2 trends and 1 alarm.</p>
        </ConfirmDialog>
      )}
      <section className="panel" data-testid="failed">
        <QueryState
          query={failed({ reason: 'ANSWER_LATE', requestId: '7f3a-19c2' })}
          failed="The tags could not be read."
        >
          {() => null}
        </QueryState>
      </section>
      <section className="panel" data-testid="forbidden">
        <QueryState
          query={failed({ reason: 'PERMISSION_MISSING', permission: 'users.read' })}
          failed="The users could not be read."
        >
          {() => null}
        </QueryState>
      </section>
      <section className="panel panel-body">
        <Timeline entries={ENTRIES} />
      </section>
      <section className="panel">
        <Diff label="Change" rows={DIFF} />
      </section>
    </Page>
  );
}

/** A dialog whose only field is there when its text has come. */
function LateDialog() {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState<string>();
  const open = async (): Promise<void> => {
    setOpen(true);
    const answer = await fetch('/late-name');
    setName(await answer.text());
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void open()}>
        Rename…
      </button>
      {isOpen && (
        <Dialog title="Rename the tag" onClose={() => setOpen(false)}>
          <DialogBody>
            {name === undefined ? (
              <LoadingState />
            ) : (
              <input className="input" name="tag" aria-label="Name" defaultValue={name} />
            )}
          </DialogBody>
        </Dialog>
      )}
    </>
  );
}
