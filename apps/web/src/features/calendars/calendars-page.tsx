import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CalendarPlaceView, CalendarView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useMay } from '../../session/session-context.ts';
import { CalendarForm } from './calendar-form.tsx';
import { CalendarHistory } from './calendar-history.tsx';
import { calendarWords } from './calendar-words.ts';
import './calendars.css';

const route = getRouteApi('/calendars');

/** Days of production, shifts and holidays of the organisation, and of its fields and factories. */
export function CalendarsPage() {
  const words = useWords(calendarWords);
  const { place: placeId } = route.useSearch();
  const list = useQuery(trpc.calendars.list.queryOptions());
  const [isRemoving, setRemoving] = useState(false);
  const may = useMay();
  const found = list.data?.calendars.find(({ place }) => place !== null && place.id === placeId);
  const remove = found !== undefined && may('configuration.write') && (
    <button type="button" className="button" onClick={() => setRemoving(true)}>
      {words.removeOwn}
    </button>
  );
  return (
    <Page title={words.title} actions={remove}>
      <QueryState query={list} failed={words.failed}>
        {({ calendars, placesWithout }) => (
          <>
            <PlaceChoice calendars={calendars} placesWithout={placesWithout} placeId={placeId} />
            <Shown calendars={calendars} placesWithout={placesWithout} placeId={placeId} />
          </>
        )}
      </QueryState>
      {isRemoving && found !== undefined && (
        <RemoveDialog calendar={found} onClose={() => setRemoving(false)} />
      )}
    </Page>
  );
}

interface ShownProps {
  readonly calendars: readonly CalendarView[];
  readonly placesWithout: readonly CalendarPlaceView[];
  readonly placeId: string | undefined;
}

function PlaceChoice({ calendars, placesWithout, placeId = '' }: ShownProps) {
  const words = useWords(calendarWords);
  const navigate = useNavigate({ from: '/calendars' });
  const option = ({ id, name, kind }: CalendarPlaceView) => (
    <option key={id} value={id}>
      {name} ({words.kinds[kind]})
    </option>
  );
  return (
    <div className="toolbar" data-density="compact">
      <label className="calendar-choice">
        <span className="soft">{words.place}</span>
        <select
          className="input"
          value={placeId}
          onChange={({ target: { value } }) =>
            void navigate({ search: value === '' ? {} : { place: value } })
          }
        >
          <option value="">{words.tenant}</option>
          <optgroup label={words.own}>
            {calendars.flatMap(({ place }) => (place === null ? [] : [option(place)]))}
          </optgroup>
          <optgroup label={words.without}>{placesWithout.map(option)}</optgroup>
        </select>
      </label>
    </div>
  );
}

function Shown({ calendars, placesWithout, placeId }: ShownProps) {
  const words = useWords(calendarWords);
  const may = useMay();
  const ofTenant = calendars[0]!;
  const own = calendars.find(({ place }) => (place?.id ?? undefined) === placeId);
  const without = placesWithout.find(({ id }) => id === placeId) ?? null;
  const calendar = own ?? { ...ofTenant, id: null, version: null, ownTimeZone: null };
  return (
    <>
      {own === undefined && without !== null && (
        <p className="notice">{words.inherited(without.name)}</p>
      )}
      <div className="panels">
        <CalendarForm
          // Anew for each version: a form begins with what is stored.
          key={`${placeId} ${calendar.version}`}
          calendar={calendar}
          place={own === undefined ? without : own.place}
        />
        {may('audit.read') && (
          <section className="panel" aria-label={words.history}>
            <header className="panel-header">
              <h2>{words.history}</h2>
            </header>
            {calendar.id === null ? (
              <p className="panel-body soft">{words.historyNone}</p>
            ) : (
              <CalendarHistory calendarId={calendar.id} />
            )}
          </section>
        )}
      </div>
    </>
  );
}

function RemoveDialog(props: { readonly calendar: CalendarView; readonly onClose: () => void }) {
  const { place, version } = props.calendar;
  const words = useWords(calendarWords);
  const toast = useToast();
  const queries = useQueryClient();
  const remove = useMutation(trpc.calendars.remove.mutationOptions());
  const { name, kind, id } = place!;
  return (
    <ConfirmDialog
      title={words.removeTitle(name)}
      action={words.removeOwn}
      onClose={props.onClose}
      onConfirm={async () => {
        await remove.mutateAsync({ place: { kind, id }, expectedVersion: version! });
        await queries.invalidateQueries({ queryKey: trpc.calendars.pathKey() });
        toast({ text: words.removed(name) });
      }}
    >
      <p>{words.removeText}</p>
    </ConfirmDialog>
  );
}
