import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isoUs, type PlantKind } from './plant-kinds.ts';
import { rowsOf } from './read-signals.ts';

const TIME_COLUMNS = ['timestamp', 'time'];
const EXTENSION = /\.csv(\.gz)?$/;

/**
 * Files of a folder of the user's: each CSV whose first column is `timestamp` or `time` is a kind, and counts in no mean.
 *
 * @throws Error when there is none
 */
export async function ownKinds(folder: string): Promise<PlantKind[]> {
  const names = await readdir(folder, { recursive: true });
  const kinds: PlantKind[] = [];
  for (const name of names.filter((candidate) => EXTENSION.test(candidate)).toSorted()) {
    const file = pathToFileURL(join(folder, name));
    const [header] = await rowsOf(file);
    const timeColumn = header?.[0] ?? '';
    if (!TIME_COLUMNS.includes(timeColumn.toLowerCase())) continue;
    kinds.push({
      name: name.replace(EXTENSION, ''),
      isSingle: false,
      isInMean: false,
      files: [file],
      otherColumns: [timeColumn],
      timeUs: ([text]) => isoUs(text!),
    });
  }
  if (kinds.length > 0) return kinds;
  throw new Error(
    `below ${folder} lies no CSV file whose first column is "timestamp" or "time"; more wells are in the 3W data set, https://github.com/petrobras/3W (CC BY 4.0)`,
  );
}
