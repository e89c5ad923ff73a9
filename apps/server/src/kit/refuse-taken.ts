import { conflict } from './server-error.ts';

const UNIQUE_VIOLATION = '23505';

/** A name that a row has for itself alone. */
interface TakenName {
  /** Field of the input that has it. */
  readonly field: string;
  /** Its name for people: "the user name". */
  readonly what: string;
}

/**
 * Writes a row, and says which name is taken where another row has it.
 *
 * @param names - by the unique index, what may be taken
 * @throws ServerError CONFLICT, with an issue at the field whose code is `taken`
 */
export async function refuseTaken<Result>(
  names: Readonly<Record<string, TakenName>>,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const { code, constraint = '' } = error as { code?: string; constraint?: string };
    const name = code === UNIQUE_VIOLATION ? names[constraint] : undefined;
    if (name === undefined) throw error;
    throw conflict('taken', `${name.what} is taken`, { path: [name.field], cause: error });
  }
}
