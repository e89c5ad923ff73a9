import type { LatestView } from '../../api/contract.ts';
import type { LiveStreamOptions } from './open-live-stream.ts';

/** Who listens to a hub. */
interface HubListener {
  readonly onSamples: LiveStreamOptions['onSamples'];
  readonly onState: LiveStreamOptions['onState'];
}

/** One stream of live samples for all pages of a browser, which keeps few connections to a server. */
interface LiveHub {
  /** @param tagIds - the tags to listen to; undefined: all */
  readonly listen: (listener: HubListener, tagIds: readonly number[] | undefined) => void;
  readonly leave: (listener: HubListener) => void;
}

type Selection = ReadonlySet<number> | undefined;

/** Makes a hub whose stream has what any listener asks for: it is opened anew when that changes, and closed when nobody listens. */
export function createLiveHub(openStream: (options: LiveStreamOptions) => () => void): LiveHub {
  const selections = new Map<HubListener, Selection>();
  const latest = new Map<number, LatestView>();
  let opened: { readonly selection: Selection; readonly close: () => void } | undefined;
  let isUp: boolean | undefined;

  const onSamples = (samples: readonly LatestView[]): void => {
    for (const sample of samples) latest.set(sample.tagId, sample);
    for (const [listener, selection] of selections) hand(listener, selection, samples);
  };
  const onState = (up: boolean): void => {
    isUp = up;
    for (const listener of selections.keys()) listener.onState(up);
  };
  const reopen = (): void => {
    const selection = unionOf([...selections.values()]);
    if (opened !== undefined && selections.size > 0 && areSame(opened.selection, selection)) return;
    opened?.close();
    opened = undefined;
    isUp = undefined;
    latest.clear();
    if (selections.size === 0) return;
    const tagIds = selection === undefined ? undefined : [...selection];
    opened = { selection, close: openStream({ tagIds, onSamples, onState }) };
  };
  return {
    listen(listener, tagIds) {
      const selection = tagIds === undefined ? undefined : new Set(tagIds);
      selections.set(listener, selection);
      reopen();
      // A stream that goes on says only what is new.
      if (isUp !== undefined) listener.onState(isUp);
      hand(listener, selection, [...latest.values()]);
    },
    leave(listener) {
      if (selections.delete(listener)) reopen();
    },
  };
}

function hand(listener: HubListener, selection: Selection, samples: readonly LatestView[]): void {
  const chosen =
    selection === undefined ? samples : samples.filter(({ tagId }) => selection.has(tagId));
  if (chosen.length > 0) listener.onSamples(chosen);
}

function unionOf(selections: readonly Selection[]): Selection {
  const union = new Set<number>();
  for (const selection of selections) {
    if (selection === undefined) return undefined;
    for (const tagId of selection) union.add(tagId);
  }
  return union;
}

function areSame(one: Selection, other: Selection): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.size === other.size && [...one].every((tagId) => other.has(tagId));
}
