import { loadBlockList } from './load-block-list.ts';
import { foldText, periodOf, plainForms } from './plain-forms.ts';

/**
 * Why a password is refused: it has too few or too many characters; it is a word of the block list, or such a word with little
 * around it; it has a name of the user's or of Varve in it; it repeats a part, or follows the alphabet or the keyboard.
 */
export type PasswordProblem = 'short' | 'long' | 'common' | 'context' | 'repeated';

/** The user whose password it is to be. */
export interface PasswordOwner {
  readonly username: string;
  readonly fullName: string;
  readonly email: string | null;
  /** Whether he needs a second factor to log in. */
  readonly hasFactor: boolean;
}

const LEAST_CHARACTERS = { alone: 14, withFactor: 8 } as const;
const MOST_CHARACTERS = 256;
/** Shorter parts of names are in many words. */
const LEAST_PART = 4;
/** Characters that do not follow from the one before. */
const LEAST_SURPRISES = 5;
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjklñ',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
].map(foldText);

/**
 * Judges a new password; null where it is good.
 *
 * Source: NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2. Any character is allowed and none is asked for; a password does not
 * expire. Characters are Unicode code points.
 *
 * The password is hashed as it came, neither trimmed nor normalised: ASVS 6.2.8 demands that, where NIST only advises to normalise
 * (for keyboards that write "ñ" as two characters, which the systems of today do not). It is compared in a plainer form: case,
 * accents, signs for letters, digits around a word and repetitions do not make it another one. Words of the block list within a
 * longer password are allowed, as in a phrase of several; names of the user and of Varve are not, from four letters on.
 */
export async function passwordProblem(
  password: string,
  owner: PasswordOwner,
): Promise<PasswordProblem | null> {
  // A character has two code units at most: a long text is not taken apart.
  if (password.length > 2 * MOST_CHARACTERS) return 'long';
  const { length } = Array.from(password);
  if (length < (owner.hasFactor ? LEAST_CHARACTERS.withFactor : LEAST_CHARACTERS.alone)) {
    return 'short';
  }
  if (length > MOST_CHARACTERS) return 'long';
  const forms = plainForms(password);
  if (hasName(forms, owner)) return 'context';
  const blockList = await loadBlockList();
  if ([...forms].some((form) => blockList.has(form))) return 'common';
  return isRepeated(foldText(password)) ? 'repeated' : null;
}

/** A name of four letters is refused anywhere in a password, a shorter one where the password is made of nothing else. */
function hasName(forms: ReadonlySet<string>, owner: PasswordOwner): boolean {
  const given = ['varve', owner.username, owner.fullName, owner.email ?? ''].map(foldText);
  const parts = given.flatMap((name) => [
    name.replaceAll(/[^\p{L}\p{N}]/gu, ''),
    ...name.split(/[^\p{L}\p{N}]+/u),
  ]);
  const long = parts.filter((part) => part.length >= LEAST_PART);
  return [...forms].some(
    (form) => (form !== '' && parts.includes(form)) || long.some((part) => form.includes(part)),
  );
}

function isRepeated(folded: string): boolean {
  if (periodOf(folded) < folded.length) return true;
  const surprises = Array.from(folded).filter(
    (sign, at, signs) => at === 0 || !follows(signs[at - 1]!, sign),
  );
  return surprises.length < LEAST_SURPRISES;
}

function follows(before: string, sign: string): boolean {
  return (
    before === sign ||
    ROWS.some((row) => row.includes(before + sign) || row.includes(sign + before))
  );
}
