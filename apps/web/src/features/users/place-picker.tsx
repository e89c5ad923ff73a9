import { useId, useState } from 'react';
import type { PlaceView } from '../../api/contract.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Icon } from '../../kit/ui/icon.tsx';
import { userWords } from './user-words.ts';

interface PlacePickerProps {
  readonly role: string;
  readonly chosen: readonly PlaceView[];
  readonly places: readonly PlaceView[];
  readonly onChange: (places: readonly PlaceView[]) => void;
}

/** Chooses places by name. None chosen: the role holds everywhere. */
export function PlacePicker({ role, chosen, places, onChange }: PlacePickerProps) {
  const words = useWords(userWords).rolesForm;
  const [text, setText] = useState('');
  const id = useId();
  const labelOf = ({ name, kind }: PlaceView): string => `${name} (${words.kinds[kind]})`;
  const isChosen = (place: PlaceView): boolean => chosen.some((one) => one.id === place.id);
  const rest = places.filter((place) => !isChosen(place));
  const type = (typed: string): void => {
    const found = rest.find((place) => labelOf(place) === typed);
    setText(found === undefined ? typed : '');
    if (found !== undefined) onChange([...chosen, found]);
  };
  return (
    <div className="place-picker" role="group" aria-label={words.places(role)}>
      {chosen.length === 0 && <span className="soft">{words.everywhere}</span>}
      {chosen.map((place) => (
        <span key={place.id} className="chosen-place">
          {labelOf(place)}
          <button
            type="button"
            className="button button-quiet button-small button-icon"
            aria-label={words.removePlace(labelOf(place))}
            onClick={() => onChange(chosen.filter((one) => one.id !== place.id))}
          >
            <Icon name="cross" small />
          </button>
        </span>
      ))}
      {rest.length > 0 && (
        <input
          className="input"
          list={id}
          placeholder={words.addPlace}
          aria-label={`${words.addPlace}: ${role}`}
          title={words.addPlaceHelp}
          value={text}
          onChange={(event) => type(event.target.value)}
        />
      )}
      <datalist id={id}>
        {rest.map((place) => (
          <option key={place.id} value={labelOf(place)} />
        ))}
      </datalist>
    </div>
  );
}
