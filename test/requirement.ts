import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { SuiteOptions } from 'vitest';

/** Something that a machine may lack and that some tests cannot do without. */
export interface Requirement {
  /** `Mosquitto broker` */
  readonly name: string;
  /** How to get it, in a command where there is one. */
  readonly howToGet: string;
  isMet(): boolean;
}

declare module 'vitest' {
  interface TaskMeta {
    /** Reason of a skipped test; the report at the end of a run counts by it. */
    missing?: readonly string[];
  }
}

/**
 * Options of a suite or test that runs only where everything is there that it needs:
 * `describe('…', needs(mosquitto), () => …)`. What is missing is told in one line at the end of the run.
 */
export function needs(...requirements: readonly Requirement[]): SuiteOptions {
  const missing = requirements.filter((requirement) => !requirement.isMet());
  if (missing.length === 0) return {};
  return {
    skip: true,
    meta: { missing: missing.map(({ name, howToGet }) => `${name} (${howToGet})`) },
  };
}

/** A program by the name that it is called by, looked for where system programs lie too; undefined when it is not there. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Debian's own Python: another one on the PATH does not see Debian's modules. */
export const PYTHON = '/usr/bin/python3';

/** Debian keeps it where ordinary users do not look for programs. */
export const PGBOUNCER = '/usr/sbin/pgbouncer';

export const CHROMIUM: string = process.env['VARVE_TEST_CHROMIUM'] ?? '/usr/bin/chromium';

export const mosquitto: Requirement = {
  name: 'Mosquitto broker',
  howToGet: 'apt-get install mosquitto mosquitto-clients',
  isMet: () => ['mosquitto', 'mosquitto_pub'].every((name) => findProgram(name) !== undefined),
};

export const pymodbus: Requirement = {
  name: 'pymodbus',
  howToGet: 'apt-get install python3-pymodbus python3-serial-asyncio',
  isMet: () => spawnSync(PYTHON, ['-c', 'import pymodbus.server']).status === 0,
};

export const pdftotext: Requirement = {
  name: 'pdftotext',
  howToGet: 'apt-get install poppler-utils',
  isMet: () => findProgram('pdftotext') !== undefined,
};

export const openpyxl: Requirement = {
  name: 'openpyxl',
  howToGet: 'apt-get install python3-openpyxl',
  isMet: () => spawnSync(PYTHON, ['-c', 'import openpyxl']).status === 0,
};

export const psql: Requirement = {
  name: 'psql and Python',
  howToGet: 'apt-get install postgresql-client python3',
  isMet: () => isExecutable(PYTHON) && findProgram('psql') !== undefined,
};

export const pgbouncer: Requirement = {
  name: 'PgBouncer',
  howToGet: 'apt-get install pgbouncer',
  isMet: () => existsSync(PGBOUNCER),
};

export const influxdb: Requirement = {
  name: 'InfluxDB',
  howToGet: 'apt-get install influxdb',
  isMet: () => findProgram('influxd') !== undefined,
};

export const promtool: Requirement = {
  name: 'promtool',
  howToGet: 'apt-get install prometheus',
  isMet: () => findProgram('promtool') !== undefined,
};

export const chromium: Requirement = {
  name: 'Chromium',
  howToGet: 'apt-get install chromium, or VARVE_TEST_CHROMIUM with the path of another',
  isMet: () => isExecutable(CHROMIUM),
};

export const open62541: Requirement = {
  name: 'open62541 server',
  howToGet: 'VARVE_TEST_OPEN62541 with what .ci/open62541 prints',
  isMet: () => isExecutable(process.env['VARVE_TEST_OPEN62541'] ?? ''),
};

export const npmRegistry: Requirement = {
  name: 'npm registry',
  howToGet: 'a connection to the registry that npm is configured for',
  isMet: () => {
    const settings = ['--fetch-timeout=5000', '--fetch-retries=0'];
    return spawnSync('npm', ['ping', ...settings], { timeout: 10_000 }).status === 0;
  },
};

export const postgres15: Requirement = server(
  'PostgreSQL 15',
  'VARVE_TEST_POSTGRES_15',
  '.ci/postgres-15',
);
export const timescaledb: Requirement = server(
  'TimescaleDB',
  'VARVE_TEST_TIMESCALEDB',
  '.ci/timescaledb-chroot',
);

function server(name: string, variable: string, script: string): Requirement {
  return {
    name,
    howToGet: `${variable} with the connection string that ${script} prints`,
    isMet: () => (process.env[variable] ?? '') !== '',
  };
}
