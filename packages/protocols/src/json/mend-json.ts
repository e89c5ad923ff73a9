const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** NaN and the infinities as C, C++, Python, Java and JavaScript print them. */
const NO_NUMBER =
  /(?<![\w.+-])(?:([+-]?)inf(?:inity)?|([+-]?)1\.#inf0*|[+-]?nan(?:\(\w*\))?|[+-]?1\.#(?:ind|qnan|snan)0*)(?![\w.+-])/gi;
/** What JSON has no place for in texts; an escape is passed over whole, so that none of it is taken for one. */
const CONTROL_CHARACTER = /[\0-\x1f]/; // oxlint-disable-line no-control-regex -- they are what is looked for
const ESCAPE_OR_CONTROL_CHARACTER = /\\[^]|[\0-\x1f]/g; // oxlint-disable-line no-control-regex -- as above

/**
 * Makes JSON of what devices send for it: `nan` and `inf` in whatever spelling become a number that is not finite,
 * control characters in texts are escaped, and NUL bytes and byte order marks at the end go.
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
  // There are as many parts as texts: most are but a colon or a comma.
  if (!/[n#]/i.test(part)) return part;
  // Too large for a number, `1e999` is read as infinity: JSON has no other way to write one.
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

/** Where the text ends but for NUL, white space and byte order marks: by hand, as a pattern would take a square of time. */
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
