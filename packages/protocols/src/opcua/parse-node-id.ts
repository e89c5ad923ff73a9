/** A node id in a definition. */
export interface ParsedNodeId {
  /** Index in the server's namespace array, or the URI at that index. */
  readonly namespace: number | string;
  readonly type: 'i' | 's' | 'g' | 'b';
  /** The text behind the `=`. */
  readonly identifier: string;
}

/** The accepted forms, for messages. */
export const NODE_ID_FORMS =
  'ns=<0 to 65535>;<id> or nsu=<URI>;<id> or <id>, with <id> one of i=<0 to 4294967295>, s=<text>, g=<GUID>, b=<base64>, without blanks between the parts';

const FORM = /^(?:ns=(\d{1,5});|nsu=([^;\s]+);)?([isgb])=(.+)$/s;
const IDENTIFIERS = {
  i: /^\d{1,10}$/,
  s: /^/,
  g: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  // The base64 is checked when the node is resolved, so that a fault costs this tag only.
  b: /^\S+$/,
} as const;
const LAST_NAMESPACE = 0xffff;
const LAST_NUMBER = 0xffff_ffff;

/**
 * Reads the text of a node id (OPC 10000-6 v1.05, section 5.1.12): `ns=2;s=Rig.HookLoad`, `nsu=urn:maker:rig;i=1001`, `i=2258`.
 *
 * @returns undefined where the text is no node id
 */
export function parseNodeId(text: string): ParsedNodeId | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, index, uri, form, identifier] = match;
  const type = form as ParsedNodeId['type'];
  if (!IDENTIFIERS[type].test(identifier!)) return undefined;
  if (type === 'i' && Number(identifier) > LAST_NUMBER) return undefined;
  if (index !== undefined && Number(index) > LAST_NAMESPACE) return undefined;
  const namespace = uri === undefined ? Number(index ?? 0) : unescapeUri(uri);
  return { namespace, type, identifier: identifier! };
}

/** A semicolon and the percent sign are escaped in the URI of a node id. */
function unescapeUri(uri: string): string {
  return uri.replaceAll(/%3B/gi, ';').replaceAll('%25', '%');
}
