import { LineCursor } from './line-cursor.ts';
import type { LinePrecision } from './parse-line-time.ts';
import { appendNumber, type SampleIntake } from './sample-intake.ts';
import type { SeriesFinder } from './series-finder.ts';

/** Options of `createPlainLines`. */
interface PlainOptions {
  readonly series: SeriesFinder;
  readonly precision: LinePrecision;
  /** Time of a line that has none, in microseconds since 1970. */
  readonly nowUs: number;
}

/** Reads the lines of a body that are plain. */
interface PlainLines {
  /** Where the next line begins. */
  at: number;
  /**
   * Reads on while lines are plain.
   *
   * @param most - lines to read
   * @returns how many were read
   */
  read(most: number): number;
}

const SPACE = Buffer.from(' ');
const VALUE = Buffer.from(' value=');
/** Microseconds of a unit; nanoseconds are cut to them. */
const FACTORS: Readonly<Record<LinePrecision, number>> = { ns: 1, us: 1, ms: 1e3, s: 1e6 };
const NS_DIGITS = 3;

/**
 * Reads the lines that programs write most: a Good number of at most 15 digits in the field `value`, and a time of at most 16. They are read
 * from their bytes, without an object of their own, to the same samples as by `readLineFields`; the others are left to it.
 */
export function createPlainLines(
  body: Buffer,
  intake: SampleIntake,
  { series, precision, nowUs }: PlainOptions,
): PlainLines {
  const cursor = new LineCursor(body);
  const cutDigits = precision === 'ns' ? NS_DIGITS : 0;
  const factor = FACTORS[precision];

  /** Reads the line at the cursor. @returns whether it is a plain one */
  function readLine(): boolean {
    const from = cursor.at;
    if (!cursor.passSeries()) return false;
    const end = cursor.at;
    if (!cursor.pass(VALUE)) return false;
    const value = cursor.readNumber();
    if (Number.isNaN(value)) return false;
    const timeUs = cursor.pass(SPACE) ? cursor.readDigits(cutDigits) * factor : nowUs;
    if (!cursor.passEnd() || !intake.isStorableTime(timeUs)) return false;
    const position = series.find(body, from, end, cursor.hash);
    if (position < 0) return false;
    appendNumber(intake, position, timeUs, value);
    return true;
  }

  return {
    at: 0,
    read(most) {
      cursor.at = this.at;
      let count = 0;
      while (count < most && !cursor.isAtEnd && readLine()) {
        count++;
        this.at = cursor.at;
      }
      intake.acceptedCount += count;
      return count;
    },
  };
}
