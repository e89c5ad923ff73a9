import { useLanguage } from '../kit/i18n/language-context.ts';
import { LANGUAGES, LANGUAGE_NAMES } from '../kit/i18n/language.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { usePreferences } from '../kit/preferences/preferences-context.ts';
import { DENSITIES, THEMES, ZONES } from '../kit/preferences/preferences.ts';
import { Segments } from '../kit/ui/segments.tsx';
import { shellWords } from './shell-words.ts';

export function LanguageChoice() {
  const words = useWords(shellWords);
  const { language, chooseLanguage } = useLanguage();
  const options = LANGUAGES.map((value) => ({
    value,
    // A screen reader reads each name in its own language.
    label: <span lang={value}>{LANGUAGE_NAMES[value]}</span>,
  }));
  return (
    <Segments
      label={words.preferences.language}
      options={options}
      value={language}
      onChange={chooseLanguage}
    />
  );
}

export function ThemeChoice() {
  const words = useWords(shellWords).preferences;
  const { preferences, change } = usePreferences();
  return (
    <Segments
      label={words.theme}
      options={THEMES.map((value) => ({ value, label: words.themes[value] }))}
      value={preferences.theme}
      onChange={(theme) => {
        change({ theme });
      }}
    />
  );
}

/** All preferences, each with its name. */
export function PreferenceChoices() {
  const words = useWords(shellWords).preferences;
  const { preferences, change, plantTimeZone, density } = usePreferences();
  const zones = ZONES.filter((zone) => zone !== 'plant' || plantTimeZone !== null);
  return (
    <div className="preference-choices" data-density="compact">
      <span className="note">{words.language}</span>
      <LanguageChoice />
      <span className="note">{words.theme}</span>
      <ThemeChoice />
      <span className="note">{words.density}</span>
      <Segments
        label={words.density}
        options={DENSITIES.map((value) => ({ value, label: words.densities[value] }))}
        value={density}
        onChange={(chosen) => {
          change({ density: chosen });
        }}
      />
      <span className="note">{words.zone}</span>
      <Segments
        label={words.zone}
        options={zones.map((value) => ({ value, label: words.zones[value] }))}
        value={preferences.zone}
        onChange={(zone) => {
          change({ zone });
        }}
      />
      <label className="check letter-keys">
        <input
          type="checkbox"
          checked={preferences.letterKeys}
          onChange={(event) => {
            change({ letterKeys: event.target.checked });
          }}
        />
        {words.letterKeys}
      </label>
    </div>
  );
}
