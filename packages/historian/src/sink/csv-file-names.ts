import { HistorianError } from '../historian-error.ts';

/** Names of files by a pattern with `{date}`, `{time}` and `{sequence}`. */
export interface CsvFileNames {
  nameOf(timeUs: number, sequence: number): string;
  /** The running number in a name of this pattern; undefined where it is none. */
  sequenceOf(name: string): number | undefined;
}

const PLACEHOLDER = /\{([^{}]*)\}/;
const SEQUENCE_DIGITS = 6;
const SHAPES: Readonly<Record<string, string>> = {
  date: String.raw`\d{8,}`,
  time: String.raw`\d{6}`,
  sequence: String.raw`(\d{${SEQUENCE_DIGITS},})`,
};

/**
 * Checks a pattern.
 *
 * @throws HistorianError SINK_INVALID with the sink's name and what is wrong
 */
export function refuseFileNamePattern(sink: string, pattern: string): void {
  const refuse = (expected: string): never => {
    throw new HistorianError('SINK_INVALID', `sink ${sink}: expected ${expected}, got another`);
  };
  if (typeof pattern !== 'string' || /[/\\\0]/.test(pattern)) refuse('a pattern of a file name');
  const used = placeholdersOf(pattern);
  const unknown = used.find((name) => !(name in SHAPES));
  if (unknown !== undefined)
    refuse(`a pattern of {date}, {time} and {sequence}, and no {${unknown}}`);
  if (used.filter((name) => name === 'sequence').length !== 1) {
    refuse('a pattern with {sequence} once, so that no file is written twice');
  }
  if (pattern.endsWith('.part'))
    refuse('a pattern that does not end in .part, as unfinished files do');
}

/** Makes the names of a checked pattern. */
export function createCsvFileNames(pattern: string): CsvFileNames {
  // Literal texts at even places, placeholders at odd ones.
  const parts = pattern.split(PLACEHOLDER);
  const shape = parts.map((part, place) => (place % 2 === 0 ? escapeRegExp(part) : SHAPES[part]!));
  const expression = new RegExp(`^${shape.join('')}$`);
  return {
    nameOf(timeUs, sequence) {
      const [date, time] = new Date(timeUs / 1_000)
        .toISOString()
        .replaceAll(/[-:]/g, '')
        .split(/[T.]/);
      const values: Readonly<Record<string, string>> = {
        date: date!,
        time: time!,
        sequence: String(sequence).padStart(SEQUENCE_DIGITS, '0'),
      };
      return parts.map((part, place) => (place % 2 === 0 ? part : values[part]!)).join('');
    },
    sequenceOf(name) {
      const digits = expression.exec(name)?.[1];
      return digits === undefined ? undefined : Number(digits);
    },
  };
}

function placeholdersOf(pattern: string): string[] {
  return pattern.split(PLACEHOLDER).filter((_, place) => place % 2 === 1);
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
