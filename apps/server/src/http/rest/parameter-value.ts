import { typesOf, type JsonSchema } from './json-schema.ts';

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Gives the text of a parameter the type that its schema names: a list is parted by commas, an object is JSON.
 *
 * What has none of the types stays a text, and is refused with all else that breaks the contract.
 */
export function parameterValue(text: string, schema: JsonSchema): unknown {
  const types = new Set(typesOf(schema));
  if (types.has('array')) {
    const { items = {} } = schema.anyOf?.find((one) => one.type === 'array') ?? schema;
    return text === '' ? [] : text.split(',').map((item) => parameterValue(item, items));
  }
  if ((types.has('number') || types.has('integer')) && NUMBER.test(text)) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('object')) return jsonOf(text);
  return text;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
