import { ServerError } from '../server-error.ts';

/** Makes the error of a file that cannot be imported. @param code - why, for words in the user's language */
export function refuseFile(code: string, message: string): ServerError {
  return new ServerError('INPUT_INVALID', message, {
    issues: [{ path: ['file'], message, code }],
  });
}
