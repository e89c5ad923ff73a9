/** An element of a list: the last one whose member `key` is `id`, written as text. */
export interface ListSelector {
  readonly key: string;
  readonly id: string;
}

/** A key of an object (or, in digits, an index of a list), an index of a list, or an element chosen by a member. */
export type PathStep = string | number | ListSelector;

/** Steps from a payload's root; an empty path is the root itself. */
export type PayloadPath = readonly PathStep[];

/** Result of `valueAt` where a number, a text or a truth value stands on the way. */
const NO_PARTS: unique symbol = Symbol('a value that has no parts on the way to it');

/** Pattern of a key or an id: characters, and escaped characters. */
const until = (end: string): string => String.raw`((?:[^${end}\\]|\\.)+)`;
const STEP = new RegExp(
  [
    until(String.raw`.[\]`),
    String.raw`\[(\d{1,9})\]`,
    String.raw`\["${until('"')}"\]`,
    String.raw`\['${until("'")}'\]`,
    String.raw`\[${until(String.raw`=\]"'`)}=(?:"${until('"')}"|${until(String.raw`\]"`)})\]`,
  ].join('|'),
  'sy',
);

/**
 * Reads a path: keys separated by dots, `\` before a character that is taken literally, `["a key"]`, `[0]`,
 * `[key=id]`, and `$` for the root.
 *
 * @throws SyntaxError with the expected form, and the position of the fault
 */
export function parsePayloadPath(text: string): PayloadPath {
  const steps: PathStep[] = [];
  for (let at = /^\$(?:$|[.[])/.test(text) ? 1 : 0; at < text.length; at = STEP.lastIndex) {
    const isAfterDot = at > 0 && text[at] === '.';
    STEP.lastIndex = isAfterDot ? at + 1 : at;
    const match = STEP.exec(text);
    // A key stands first or after a dot, and only a key may follow a dot.
    const isKeyAllowed = isAfterDot || at === 0;
    if (match === null || (match[1] === undefined ? isAfterDot : !isKeyAllowed)) {
      const shown = JSON.stringify(text);
      throw new SyntaxError(
        `expected a path like a.b, ["a.b"], [0] or [id=x], got ${shown}, which is none from character ${at + 1} on`,
      );
    }
    steps.push(stepOf(match));
  }
  return steps;
}

function stepOf([, key, index, double, single, member, quotedId, id]: RegExpExecArray): PathStep {
  if (index !== undefined) return Number(index);
  if (member !== undefined) return { key: unescaped(member), id: unescaped((quotedId ?? id)!) };
  return unescaped((key ?? double ?? single)!);
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/gs, '$1');

/**
 * Finds a value.
 *
 * @returns undefined where a key or an element is absent, null where null stands on the way, `NO_PARTS` where another value does
 */
export function valueAt(root: unknown, path: PayloadPath): unknown {
  let value = root;
  for (let at = 0; at < path.length; at++) {
    if (typeof value !== 'object') return value === undefined ? undefined : NO_PARTS;
    if (value === null) return null;
    const step = path[at]!;
    value = typeof step === 'string' ? memberOf(value, step) : elementOf(value, step);
  }
  return value;
}

function memberOf(value: object, key: string): unknown {
  const found = (value as Readonly<Record<string, unknown>>)[key];
  // These are inherited by every object and list, and no payload holds them. `Object.hasOwn` would need a second lookup.
  if (typeof found === 'function' || found === Object.prototype || found === Array.prototype) {
    return undefined;
  }
  return key === 'length' && Array.isArray(value) ? undefined : found;
}

function elementOf(value: object, step: number | ListSelector): unknown {
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value;
  return typeof step === 'number' ? list[step] : elementsById(list, step.key).get(step.id);
}

/** Elements of lists by a member's name and value, since every element may have a tag that looks for it. Payloads do not change. */
const knownElements = new WeakMap<readonly unknown[], Map<string, Map<string, unknown>>>();

function elementsById(list: readonly unknown[], key: string): ReadonlyMap<string, unknown> {
  let byKey = knownElements.get(list);
  if (byKey === undefined) knownElements.set(list, (byKey = new Map()));
  let byId = byKey.get(key);
  if (byId !== undefined) return byId;
  byKey.set(key, (byId = new Map<string, unknown>()));
  for (const element of list) {
    if (typeof element !== 'object' || element === null) continue;
    const id = memberOf(element, key);
    if (typeof id === 'string' || typeof id === 'number') byId.set(String(id), element);
  }
  return byId;
}
