import type { LineFault } from './sample-intake.ts';
import { splitUnescaped, unescapeName } from './split-unescaped.ts';

/** Reads a series of the line protocol, a measurement with its tags. @returns the name of the tag that its field `value` is a value of */
export function readSeries(text: string): string | LineFault {
  const [measurement = '', ...tags] = splitUnescaped(text, ',');
  let base = unescapeName(measurement);
  if (base === '') return { code: 'LINE_INVALID', message: 'expected a measurement' };
  let isNamed = tags.length === 0;
  for (const pair of tags) {
    const [key, value, ...more] = splitUnescaped(pair, '=');
    if (key === undefined || key === '' || value === undefined || value === '' || more.length > 0)
      return { code: 'LINE_INVALID', message: 'expected tags as key=value' };
    if (key !== 'tag') continue;
    base = unescapeName(value);
    isNamed = true;
  }
  // Else the series of two hosts would end up in one tag.
  if (!isNamed)
    return { code: 'LINE_INVALID', message: 'expected a tag set with tag=<name of the tag>' };
  return base;
}
