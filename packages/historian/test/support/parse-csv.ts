/** Reads the records of a CSV file, one character after the other, as RFC 4180 has them. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') field += text[at++];
      else isQuoted = false;
    } else if (character === '"') {
      isQuoted = true;
    } else if (character === ',') {
      fields.push(field);
      field = '';
    } else if (text.startsWith('\r\n', at)) {
      records.push([...fields, field]);
      fields = [];
      field = '';
      at++;
    } else {
      field += character;
    }
  }
  if (isQuoted || field !== '' || fields.length > 0)
    throw new Error('the last record is not whole');
  return records;
}
