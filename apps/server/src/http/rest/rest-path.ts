import type { Procedure } from '../../trpc/list-procedures.ts';

/** Where a procedure is found by HTTP alone. */
export interface RestPath {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As `/api/v1/sessions/:sessionId`. */
  readonly path: string;
  /** Keys of the input that stand in the path. */
  readonly pathKeys: readonly string[];
}

/** Names of procedures that HTTP has a method for. */
const METHODS: Readonly<Record<string, RestPath['method']>> = {
  create: 'POST',
  update: 'PATCH',
  end: 'DELETE',
  remove: 'DELETE',
  revoke: 'DELETE',
};

/**
 * Finds the method and the path of a procedure from its name; undefined for a stream, which is followed over `/trpc`.
 *
 * `area.list` is `GET /api/v1/area`, and `area.get` the same with an id where it takes one; `create`, `update`, `end`, `remove` and `revoke` have a method of their own; any other procedure adds
 * its name, a question by GET and a change by POST. The id of what a change is about stands in the path: of `sessions`, `sessionId`.
 */
export function restPathOf({
  name,
  type,
  input,
}: Pick<Procedure, 'name' | 'type' | 'input'>): RestPath | undefined {
  if (type === 'subscription') return undefined;
  const areas = name.split('.');
  const verb = areas.pop()!;
  const keys = keysOf(input);
  const idKey = `${camelCase(areas.at(-1)!).replace(/s$/, '')}Id`;
  const id = keys.find((key) => key === idKey || key === 'id');
  const named = type === 'mutation' ? METHODS[verb] : undefined;
  const isPlain = verb === 'list' || (verb === 'get' && id !== undefined);
  const hasOwnPath = named === undefined && !isPlain;
  const isAboutOne = id !== undefined && verb !== 'create' && verb !== 'list';
  const steps = [
    '/api/v1',
    ...areas.map(kebabCase),
    ...(isAboutOne ? [`:${id}`] : []),
    ...(hasOwnPath ? [kebabCase(verb)] : []),
  ];
  return {
    method: named ?? (type === 'query' ? 'GET' : 'POST'),
    path: steps.join('/'),
    pathKeys: isAboutOne ? [id] : [],
  };
}

function keysOf(input: Procedure['input']): string[] {
  return 'shape' in input ? Object.keys(input.shape as object) : [];
}

function camelCase(text: string): string {
  return text.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function kebabCase(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
