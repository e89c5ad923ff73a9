/** Name of the source of Varve's own figures; a second collector of a tenant adds to it which one it is. */
export const OWN_SOURCE = 'varve';

/** Whether a source is one of Varve's own figures. */
export function isOwnSource(name: string): boolean {
  return name === OWN_SOURCE || name.startsWith(`${OWN_SOURCE}-`);
}

/** Whether a tag has a name that Varve gives its own figures. */
export function isOwnTag(name: string): boolean {
  const [source = ''] = name.split('/', 1);
  return source !== name && isOwnSource(source);
}
