import { usersImport } from './features/users/index.ts';
import type { ImportKind } from './kit/imports/import-kind.ts';

/** The kinds of rows that files can be imported as. */
export const importKinds: readonly Pick<ImportKind, 'name' | 'permission'>[] = [usersImport];
