import type { Formats } from '../format/formats.ts';
import type { FieldIssue } from '../ui/refusal.ts';
import type { wordsEn } from '../words.en.ts';

type IssueWords = (typeof wordsEn)['issue'];

/** Says in the person's language what a field has to be: by zod's code and limits or the server's own code, else by the message that came. */
export function issueText(issue: FieldIssue, words: IssueWords, { number }: Formats): string {
  const { code, message } = issue;
  const size = (name: string): string => number.plain(Number(issue[name]));
  if (code === 'invalid_type') return typeText(issue['expected'], words);
  if (code === 'invalid_value') return words.choose;
  if (code === 'invalid_format') return formatText(issue['format'], words);
  // The server's own: what is asked for in this case only.
  if (code === 'missing') return words.required;
  // The server's own: another row has this name.
  if (code === 'taken') return words.taken;
  if (code === 'not_multiple_of') return words.multipleOf(size('divisor'));
  if (code === 'too_small') return smallText(issue, size('minimum'), words);
  if (code === 'too_big') {
    const { origin } = issue;
    if (origin === 'string') return words.atMostCharacters(size('maximum'));
    if (origin === 'array' || origin === 'set') return words.chooseAtMost(size('maximum'));
    return words.atMost(size('maximum'));
  }
  return message;
}

function typeText(expected: unknown, words: IssueWords): string {
  if (expected === 'number' || expected === 'nan') return words.number;
  return expected === 'int' ? words.wholeNumber : words.required;
}

function formatText(format: unknown, words: IssueWords): string {
  if (format === 'email') return words.email;
  if (format === 'url') return words.url;
  return format === 'safeint' ? words.wholeNumber : words.format;
}

function smallText({ origin, minimum }: FieldIssue, size: string, words: IssueWords): string {
  if (origin === 'string') return minimum === 1 ? words.required : words.atLeastCharacters(size);
  if (origin === 'array' || origin === 'set') return words.chooseAtLeast(size);
  return words.atLeast(size);
}
