import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { SampleSet, TagSamples } from '../peer/sample-set.ts';
import type { PlantKind } from './plant-kinds.ts';

/** The parts of a kind that reading needs. */
export type SignalFiles = Pick<
  PlantKind,
  'files' | 'isSingle' | 'mostRows' | 'otherColumns' | 'timeUs'
>;

/**
 * Reads the signals of files: CSV without quotes, also by gzip, whose first line names the columns. Every column of a file is a tag, and
 * an empty cell no sample; what is not later than the row before is left out, since a time is stored once.
 *
 * @throws Error when there is no sample
 */
export async function readSignals(kind: SignalFiles): Promise<SampleSet> {
  const files = await Promise.all(kind.files.map((file) => signalsOf(file, kind)));
  const tags = files.flat();
  if (tags.length === 0) throw new Error(`no number with a time in ${kind.files.join(', ')}`);
  return { isSingle: kind.isSingle, tags };
}

async function signalsOf(
  file: URL,
  { mostRows, otherColumns, timeUs, isSingle }: SignalFiles,
): Promise<TagSamples[]> {
  const [names, ...all] = await rowsOf(file);
  let lastUs = Number.NEGATIVE_INFINITY;
  const rows = all.slice(0, mostRows).flatMap((cells, index) => {
    const time = timeUs(cells, index);
    if (!(time > lastUs)) return [];
    lastUs = time;
    return [{ time, cells }];
  });
  return names!.flatMap((name, column) => {
    if (otherColumns.includes(name)) return [];
    const samples = rows.flatMap(({ time, cells }) => {
      const cell = cells[column]?.trim() ?? '';
      const value = Number(cell);
      return cell === '' || !Number.isFinite(value) ? [] : [{ time, value }];
    });
    if (samples.length === 0) return [];
    return [
      {
        times: Float64Array.from(samples, ({ time }) => time),
        values: Float64Array.from(samples, ({ value }) => (isSingle ? Math.fround(value) : value)),
      },
    ];
  });
}

/** Cells of a CSV file by row, the names of its columns first. */
export async function rowsOf(file: URL): Promise<string[][]> {
  const bytes = await readFile(file);
  const text = (file.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(','));
}
