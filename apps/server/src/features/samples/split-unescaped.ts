/** Splits a text at a character that no backslash takes its meaning from, and that stands in no quotes where those count. */
export function splitUnescaped(text: string, separator: string, quotes = false): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\\') at++;
    else if (quotes && character === '"') isQuoted = !isQuoted;
    else if (character === separator && !isQuoted) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Takes the backslashes out of a measurement, a key or a tag's value. */
export function unescapeName(text: string): string {
  return text.replaceAll(/\\([,= \\])/g, '$1');
}
