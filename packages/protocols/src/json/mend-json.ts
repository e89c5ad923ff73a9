const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Spellings of NaN and the infinities in C, C++, Python, Java and JavaScript. */
const NO_NUMBER =
  /(?<![\w.+-])(?:([+-]?)inf(?:inity)?|([+-]?)1\.#inf0*|[+-]?nan(?:\(\w*\))?|[+-]?1\.#(?:ind|qnan|snan)0*)(?![\w.+-])/gi;
/** Control characters, which JSON does not allow in strings. The second pattern skips whole escapes. */
const CONTROL_CHARACTER = /[\0-\x1f]/; // oxlint-disable-line no-control-regex -- the pattern searches control characters
const ESCAPE_OR_CONTROL_CHARACTER = /\\[^]|[\0-\x1f]/g; // oxlint-disable-line no-control-regex -- as above

/**
 * Makes JSON of the near-JSON that devices send: `nan` and `inf` in any spelling become a number that is not finite, control
 * characters in strings are escaped, and NUL bytes and byte order marks at the end are removed.
 */
export function mendJson(text: string): string {
  const end = endOf(text);
  let mended = '';
  for (let at = 0; at < end;) {
    const quote = text.indexOf('"', at);
    const outsideEnd = quote === -1 || quote > end ? end : quote;
    mended += mendOutside(text.slice(at, outsideEnd));
    at = outsideEnd === end ? end : endOfText(text, quote);
    mended += mendText(text.slice(outsideEnd, at));
  }
  return mended;
}

function mendOutside(part: string): string {
  // Most parts between strings are a colon or a comma only.
  if (!/[n#]/i.test(part)) return part;
  // JSON has no infinity, but `1e999` is parsed as one.
  return part.replaceAll(NO_NUMBER, (_, sign?: string, otherSign?: string) =>
    (sign ?? otherSign) === '-' ? '-1e999' : '1e999',
  );
}

function mendText(text: string): string {
  if (!CONTROL_CHARACTER.test(text)) return text;
  return text.replaceAll(ESCAPE_OR_CONTROL_CHARACTER, (part) =>
    part.length > 1 ? part : `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Finds the end of the text without NUL, white space and byte order marks. A pattern would take quadratic time. */
function endOf(text: string): number {
  let end = text.length;
  while (end > 0 && /[\0\s]/.test(text[end - 1]!)) end--;
  return end;
}

function endOfText(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}
