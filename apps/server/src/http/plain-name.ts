/** A host's name in the form that is compared: in small letters, without the dot of the root. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
