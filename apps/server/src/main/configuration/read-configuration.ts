import { readFile } from 'node:fs/promises';
import { checkSource, checkSources } from '@varve/protocols';
import { parse, type YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { ServerError } from '../../kit/server-error.ts';
import { configuration, type Configuration } from './configuration.ts';

/**
 * Reads a configuration file: YAML, or JSON, which is YAML too.
 *
 * @throws ServerError CONFIGURATION_UNREADABLE; CONFIGURATION_INVALID with each key that is wrong, what was expected and what came
 */
export async function readConfiguration(file: string): Promise<Configuration> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ServerError(
      'CONFIGURATION_UNREADABLE',
      `cannot read ${file}: expected a file with sources, YAML or JSON, got ${(error as NodeJS.ErrnoException).code}; give another with --config`,
      { cause: error },
    );
  }
  return parseConfiguration(text, file);
}

/** Reads the text of a configuration file; `file` is for messages. */
export function parseConfiguration(text: string, file: string): Configuration {
  let raw: unknown;
  try {
    raw = parse(text, { logLevel: 'error' });
  } catch (error) {
    // The parser's message and the cause show the line, and a password may stand in it.
    throw new ServerError(
      'CONFIGURATION_INVALID',
      `${file} is neither YAML nor JSON${placeOf(error)}`,
    );
  }
  const result = configuration.safeParse(raw);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${describeIssue(issue, raw)}`);
    throw notAConfiguration(file, lines);
  }
  // Optional keys are absent, never undefined: that is what YAML gives.
  const read = result.data as Configuration;
  const issues = [
    ...read.sources.flatMap((definition, source) =>
      checkSource(definition).map((issue) => ({ ...issue, source })),
    ),
    ...checkSources(read.sources),
  ];
  const lines = issues.map(
    ({ source, path, message }) => `  ${['sources', source, ...path].join('.')}: ${message}`,
  );
  if (lines.length > 0) throw notAConfiguration(file, lines);
  return read;
}

function notAConfiguration(file: string, lines: readonly string[]): ServerError {
  return new ServerError(
    'CONFIGURATION_INVALID',
    `${file} is not a configuration of Varve:\n${lines.join('\n')}`,
  );
}

function placeOf(error: unknown): string {
  const { linePos } = error as Partial<YAMLParseError>;
  return linePos === undefined ? '' : `: line ${linePos[0].line}, column ${linePos[0].col}`;
}

function describeIssue({ path, message, code }: z.core.$ZodIssue, raw: unknown): string {
  const key = path.length === 0 ? 'the file' : path.map(String).join('.');
  const came = path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step],
    raw,
  );
  // The number of a setting that is one; in the place of a text it may be a password.
  const isTooFar = typeof came === 'number' && (code === 'too_big' || code === 'too_small');
  const expected = `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  return `${key}: ${expected}, got ${isTooFar ? String(came) : nameOf(came)}`;
}

/** Names a value by its kind: the value itself may be a password in a place where it does not belong. */
function nameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a group of keys';
  return `a ${typeof value}`;
}
