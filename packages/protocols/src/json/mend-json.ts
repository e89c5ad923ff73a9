const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** NaN and the infinities as C, C++, Python, Java and JavaScript print them. */
const NO_NUMBER =
  /(?<![\w.+-])(?:([+-]?)inf(?:inity)?|([+-]?)1\.#inf0*|[+-]?nan(?:\(\w*\))?|[+-]?1\.#(?:ind|qnan|snan)0*)(?![\w.+-])/gi;
const CONTROL_CHARACTER = /[\0-\x1f]/g; // oxlint-disable-line no-control-regex -- these are what JSON has no place for in texts

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
    // Too large for a number, `1e999` is read as infinity: JSON has no other way to write one.
    mended += text
      .slice(at, outsideEnd)
      .replaceAll(NO_NUMBER, (_, one?: string, two?: string) =>
        (one ?? two) === '-' ? '-1e999' : '1e999',
      );
    at = outsideEnd === end ? end : endOfText(text, quote);
    mended += text.slice(outsideEnd, at).replaceAll(CONTROL_CHARACTER, escaped);
  }
  return mended;
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

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
