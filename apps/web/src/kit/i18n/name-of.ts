/** The name of a code for people; the code itself where a newer server has one that the console does not know. */
export function nameOf(names: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(names, code) ? names[code]! : code;
}
