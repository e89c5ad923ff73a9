/** Prints a result for machines or for people. */
export function print(json: true | undefined, result: object, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(result) : text}\n`);
}

/** Prints a line of progress on standard error. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
