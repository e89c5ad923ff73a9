import type { ImportResult } from '@varve/contract';
import { useWords } from '../../kit/i18n/use-words.ts';
import { download } from '../../kit/download.ts';
import { csvText } from '../../kit/format/csv-text.ts';
import { ROOT_PATH } from '../../server-address.ts';
import { userWords } from './user-words.ts';

/** Hands out the links of users who were made, as a file: nobody can read them again. */
export function ImportedLinks({ links }: Pick<ImportResult, 'links'>) {
  const words = useWords(userWords);
  const save = (): void => {
    const { origin } = window.location;
    const rows = links.map(({ name, code }) => [
      name,
      new URL(`${ROOT_PATH}enter#${code}`, origin).href,
    ]);
    const text = csvText([[words.username, words.import.link], ...rows]);
    download(words.import.linksFile, new Blob([text], { type: 'text/csv' }));
  };
  return (
    <>
      <p>{words.import.linksText}</p>
      <button type="button" className="button button-primary" onClick={save}>
        {words.import.links}
      </button>
    </>
  );
}
