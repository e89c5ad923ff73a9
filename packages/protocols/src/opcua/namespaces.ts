/** Finds the current index of a node id's namespace in the server's array. */
export interface Namespaces {
  /**
   * Gives the current index of a namespace. An index of a definition stands for the URI that had it at first use: if the server's order
   * changes, that URI is searched.
   *
   * @param current - the server's array; undefined where it gives none
   * @returns undefined when the array lacks the URI
   */
  resolve(namespace: number | string, current: readonly string[] | undefined): number | undefined;
  /** Gives the URI that an index or a URI stands for, for messages. */
  nameOf(namespace: number | string): string;
}

// The standard fixes the first two indexes: its own namespace and the server's (OPC 10000-3 v1.05, section 8.2.2).
const STANDARD = 0;
const SERVER = 1;

/** Makes the memory of one source's URIs, which lasts as long as the source runs. */
export function createNamespaces(): Namespaces {
  const uris = new Map<number, string>();
  return {
    resolve(namespace, current) {
      if (typeof namespace === 'string') return indexOf(namespace, current ?? []);
      if (namespace === STANDARD || current === undefined) return namespace;
      const known = uris.get(namespace);
      const now = current[namespace];
      if (known === undefined && now !== undefined) uris.set(namespace, now);
      if (known === undefined || known === now) return namespace;
      return indexOf(known, current) ?? (namespace === SERVER ? SERVER : undefined);
    },
    nameOf(namespace) {
      if (typeof namespace === 'string') return namespace;
      const uri = uris.get(namespace);
      return uri === undefined ? `ns=${namespace}` : `${uri} (ns=${namespace} at first)`;
    },
  };
}

function indexOf(uri: string, current: readonly string[]): number | undefined {
  const index = current.indexOf(uri);
  return index === -1 ? undefined : index;
}
