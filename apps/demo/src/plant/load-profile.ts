/** Load of a plant, a value for each quarter of an hour. */
export interface LoadProfile {
  readonly powerKw: Float64Array;
  /** Active over apparent power, 0 to 1. */
  readonly powerFactor: Float64Array;
}

/** Load at one time. */
export interface Load {
  readonly powerKw: number;
  readonly powerFactor: number;
}

/** Quarters of an hour in a week. */
export const QUARTERS_PER_WEEK = 7 * 24 * 4;

const QUARTERS_PER_HOUR = 4;
const COLUMNS = {
  lagging: 'Lagging_Current_Reactive.Power_kVarh',
  leading: 'Leading_Current_Reactive_Power_kVarh',
  usage: 'Usage_kWh',
} as const;

/**
 * Reads the steel plant's energy data: rows in order of time, one a quarter of an hour.
 *
 * @param text - the whole CSV file, with its heading
 * @throws Error naming the line, for a missing column or a field that is not a number
 */
export function parseLoadProfile(text: string): LoadProfile {
  const [heading = '', ...lines] = text.trim().split(/\r?\n/);
  const names = heading.split(',');
  const lagging = columnIndex(names, COLUMNS.lagging);
  const leading = columnIndex(names, COLUMNS.leading);
  const usage = columnIndex(names, COLUMNS.usage);
  if (lines.length === 0)
    throw new Error('expected rows of energy data below the heading, got none');

  const powerKw = new Float64Array(lines.length);
  const powerFactor = new Float64Array(lines.length);
  for (const [row, line] of lines.entries()) {
    const fields = line.split(',');
    const active = numberIn(fields, usage, row);
    const reactive = numberIn(fields, lagging, row) - numberIn(fields, leading, row);
    const apparent = Math.hypot(active, reactive);
    powerKw[row] = active * QUARTERS_PER_HOUR;
    powerFactor[row] = apparent === 0 ? 1 : active / apparent;
  }
  return { powerKw, powerFactor };
}

/**
 * Load at a position of the profile, on the line between two quarters; the year starts again at its end.
 *
 * @param position - quarters of an hour since the first row, 0 or more, with a fraction
 */
export function loadAt(profile: LoadProfile, position: number): Load {
  const count = profile.powerKw.length;
  const before = Math.floor(position) % count;
  const after = (before + 1) % count;
  const share = position - Math.floor(position);
  return {
    powerKw: between(profile.powerKw[before]!, profile.powerKw[after]!, share),
    powerFactor: between(profile.powerFactor[before]!, profile.powerFactor[after]!, share),
  };
}

function between(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function columnIndex(names: readonly string[], name: string): number {
  const index = names.indexOf(name);
  if (index < 0)
    throw new Error(`expected a column "${name}" of energy data, got ${names.join(', ')}`);
  return index;
}

function numberIn(fields: readonly string[], column: number, row: number): number {
  const field = fields[column] ?? '';
  const value = Number(field);
  if (field.trim() === '' || !Number.isFinite(value)) {
    throw new Error(`line ${row + 2}: expected a number in column ${column + 1}, got "${field}"`);
  }
  return value;
}
