import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';

/** Reads a folder of the command line: one that may be written to, or that can be made. */
export function folderArgument(text: string): string {
  if (text === '') throw new InvalidArgumentError('expected a folder, got an empty text.');
  const nearest = nearestExisting(resolve(text));
  if (!statSync(nearest).isDirectory()) {
    throw new InvalidArgumentError(`expected a folder, but ${nearest} is a file.`);
  }
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
  } catch {
    throw new InvalidArgumentError(`expected a folder to write to, but ${nearest} is not one.`);
  }
  return text;
}

/** The path itself, or the nearest folder above it that exists. */
function nearestExisting(path: string): string {
  const exists = statSync(path, { throwIfNoEntry: false }) !== undefined;
  return exists || dirname(path) === path ? path : nearestExisting(dirname(path));
}
