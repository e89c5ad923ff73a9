/** A line for a list of the repository. */
export interface ListLine {
  /** The file that has the list. */
  readonly file: string;
  /** The text in the file that the line goes behind. @default the beginning of the file */
  readonly after?: string;
  readonly line: string;
}

const CONTRACT = 'packages/contract/src';
const WEB = 'apps/web/src';

/** Lines that "Adding an area" of CONTRIBUTING.md has a developer add to lists, besides the files of the area. */
export const LIST_LINES: readonly ListLine[] = [
  {
    file: 'packages/db/scripts/areas.ts',
    after: '  plant: {\n',
    line: "    'shift-log': ['shift_log_entries'],\n",
  },
  {
    file: 'packages/db/src/seed/platform-steps.ts',
    after: 'export const PLATFORM_STEPS: readonly SeedStep[] = [\n',
    line: "  { name: 'shift log', sql: \"INSERT INTO shift_log_entries (body) VALUES ('tank 3 is full')\" },\n",
  },
  {
    file: `${CONTRACT}/permission.ts`,
    line: "import { shiftLogPermissions } from './shift-log.ts';\n",
  },
  {
    file: `${CONTRACT}/permission.ts`,
    after: 'export const permission = z.enum([\n',
    line: '  ...shiftLogPermissions,\n',
  },
  {
    file: `${CONTRACT}/index.ts`,
    line: `export {
  listShiftEntriesInput,
  shiftEntryPage,
  writeShiftEntryInput,
  type ListShiftEntriesInput,
  type ShiftEntryPage,
  type WriteShiftEntryInput,
} from './shift-log.ts';
`,
  },
  {
    file: 'apps/server/src/router.ts',
    line: "import { shiftLogRouter } from './features/shift-log/index.ts';\n",
  },
  {
    file: 'apps/server/src/router.ts',
    after: 'export const router = createRouter({\n',
    line: '  shiftLog: shiftLogRouter,\n',
  },
  {
    file: `${WEB}/api/contract.ts`,
    after: 'type Outputs = inferRouterOutputs<AppRouter>;\n',
    line: "export type ShiftEntryView = Outputs['shiftLog']['list']['entries'][number];\n",
  },
  {
    file: `${WEB}/shell/navigation.ts`,
    line: "import { nav as shiftLog } from '../features/shift-log/nav.ts';\n",
  },
  {
    file: `${WEB}/shell/navigation.ts`,
    after: 'export const navigation: readonly NavEntry[] = [',
    line: 'shiftLog, ',
  },
  {
    file: `${WEB}/features/users/words.en.ts`,
    after: 'const permissions: Readonly<Record<Permission, string>> = {\n',
    line: "  'shift-log.read': 'Read the shift log',\n  'shift-log.write': 'Write into the shift log',\n",
  },
  {
    file: `${WEB}/features/users/words.en.ts`,
    after: '  areas: {\n',
    line: "    'shift-log': 'Shift log',\n",
  },
  {
    file: `${WEB}/features/users/words.es.ts`,
    after: '  permissions: {\n',
    line: "    'shift-log.read': 'Leer el libro de turno',\n    'shift-log.write': 'Escribir en el libro de turno',\n",
  },
  {
    file: `${WEB}/features/users/words.es.ts`,
    after: '  areas: {\n',
    line: "    'shift-log': 'Libro de turno',\n",
  },
];
