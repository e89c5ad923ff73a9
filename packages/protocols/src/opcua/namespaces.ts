/** Finds where a namespace of a node id stands in the server's array today. */
export interface Namespaces {
  /**
   * Gives the index of a namespace in the array that the server has now. An index means the URI that stood there when it was
   * first used: where the array comes back in another order, it is looked for by that.
   *
   * @param current - the server's array; undefined where it gives none
   * @returns undefined when the URI is not there
   */
  resolve(namespace: number | string, current: readonly string[] | undefined): number | undefined;
  /** The URI that an index or a URI stands for, for messages. */
  nameOf(namespace: number | string): string;
}

// The first is the standard's own, the second the server's: their places are fixed (OPC 10000-3 v1.05, section 8.2.2).
const STANDARD = 0;
const SERVER = 1;

/** Remembers the URIs of one source, for as long as it runs. */
export function createNamespaces(): Namespaces {
  const uris = new Map<number, string>();
  return {
    resolve(namespace, current) {
      if (typeof namespace === 'string') return placeOf(namespace, current ?? []);
      if (namespace === STANDARD || current === undefined) return namespace;
      const known = uris.get(namespace);
      const now = current[namespace];
      if (known === undefined && now !== undefined) uris.set(namespace, now);
      if (known === undefined || known === now) return namespace;
      return placeOf(known, current) ?? (namespace === SERVER ? SERVER : undefined);
    },
    nameOf(namespace) {
      if (typeof namespace === 'string') return namespace;
      const uri = uris.get(namespace);
      return uri === undefined ? `ns=${namespace}` : `${uri} (ns=${namespace} at first)`;
    },
  };
}

function placeOf(uri: string, current: readonly string[]): number | undefined {
  const place = current.indexOf(uri);
  return place === -1 ? undefined : place;
}
