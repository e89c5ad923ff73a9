import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@varve/contract';
import type { PasswordProblem } from '../../kit/passwords/password-problem.ts';
import { ServerError } from '../../kit/server-error.ts';

const REASONS: Readonly<Record<PasswordProblem, string>> = {
  short: `shorter than ${MIN_PASSWORD_LENGTH} characters, without a second factor`,
  long: `longer than ${MAX_PASSWORD_LENGTH} characters`,
  common: 'on a list of common passwords',
  context: 'made of a name that everybody knows: of the user, or of this program',
  repeated: 'a repetition, or a row of letters or keys',
};

/** The refusal of a password, with its reason. */
export function passwordWeak(problem: PasswordProblem): ServerError {
  const message = `the password is ${REASONS[problem]}`;
  return new ServerError('PASSWORD_WEAK', message, {
    issues: [{ path: ['password'], message, code: `password_${problem}` }],
  });
}
