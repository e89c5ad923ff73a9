import { samplesAnswer } from '@varve/contract';
import type { Procedure } from '../../trpc/list-procedures.ts';
import { SAMPLES_PATH } from '../samples-route.ts';
import { jsonSchemaOf, typesOf, type JsonSchema } from './json-schema.ts';
import { restPathOf, type RestPath } from './rest-path.ts';

type Operation = Readonly<Record<string, unknown>>;
type PathItem = Readonly<Record<string, Operation>>;

const REFUSAL = {
  type: 'object',
  required: ['error', 'code', 'issues', 'requestId'],
  properties: {
    error: { type: 'string', description: 'For people.' },
    code: { type: 'string', description: 'Why it was refused. Stable: match on it.' },
    issues: {
      type: 'array',
      description: 'Refused fields of the input.',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: { type: 'array', items: { type: ['string', 'integer'] } },
          message: { type: 'string' },
        },
      },
    },
    requestId: { type: 'string', description: 'Names the request in the log of the server.' },
  },
};
const REFUSED = { $ref: '#/components/responses/Refused' };

/** Describes the API for programs by OpenAPI 3.1.1, from the procedures and their schemas. */
export function openApiDocument(procedures: readonly Procedure[], version: string): object {
  const paths: Record<string, PathItem> = { [SAMPLES_PATH]: { post: sendSamples() } };
  for (const procedure of procedures) {
    const place = restPathOf(procedure);
    if (place === undefined) continue;
    const path = place.path.replaceAll(/:(\w+)/g, '{$1}');
    const method = place.method.toLowerCase();
    paths[path] = { ...paths[path], [method]: operationOf(procedure, place) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Varve', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key, or an access token.' },
      },
      schemas: { Refusal: REFUSAL },
      responses: {
        Refused: {
          description: 'The request was refused, or failed.',
          content: jsonContent({ $ref: '#/components/schemas/Refusal' }),
        },
      },
    },
  };
}

function operationOf(procedure: Procedure, { method, pathKeys }: RestPath): Operation {
  const { name, permission, input, output } = procedure;
  const { properties = {}, required = [], ...rest } = jsonSchemaOf(input, 'input');
  const inPath = new Set(pathKeys);
  const others = Object.keys(properties).filter((key) => !inPath.has(key));
  const hasBody = method === 'POST' || method === 'PATCH';
  const inQuery = hasBody ? [] : others;
  const body = {
    ...rest,
    properties: Object.fromEntries(others.map((key) => [key, properties[key]])),
    required: required.filter((key) => !inPath.has(key)),
  };
  return {
    operationId: name,
    tags: [name.split('.', 1)[0]],
    description:
      permission === null
        ? 'About the caller himself; an API key may not.'
        : `Needs the permission ${permission}.`,
    parameters: [
      ...pathKeys.map((key) => ({
        name: key,
        in: 'path',
        required: true,
        schema: properties[key],
      })),
      ...inQuery.map((key) => queryParameter(key, properties[key]!, required.includes(key))),
    ],
    ...(hasBody && others.length > 0
      ? { requestBody: { required: body.required.length > 0, content: jsonContent(body) } }
      : {}),
    responses: {
      200: { description: 'The answer.', content: jsonContent(jsonSchemaOf(output, 'output')) },
      default: REFUSED,
    },
  };
}

function queryParameter(name: string, schema: JsonSchema, required: boolean): object {
  const types = typesOf(schema);
  if (types.includes('object'))
    return { name, in: 'query', required, content: jsonContent(schema) };
  const style = types.includes('array') ? { style: 'form', explode: false } : {};
  return { name, in: 'query', required, schema, ...style };
}

function jsonContent(schema: object): object {
  return { 'application/json': { schema } };
}

function sendSamples(): Operation {
  const sample = {
    type: 'object',
    required: ['time', 'value'],
    properties: {
      tag: { type: 'string' },
      tagId: { type: 'integer' },
      time: {
        type: ['number', 'string'],
        description: 'Milliseconds since 1970, or a date of RFC 3339.',
      },
      value: { type: ['number', 'string', 'boolean', 'null'] },
      status: { type: 'integer', description: 'OPC UA status code.', default: 0 },
    },
  };
  const rows = { type: 'array', items: sample };
  const columns = {
    type: 'object',
    required: ['time', 'value'],
    properties: {
      tag: { type: ['array', 'string'] },
      tagId: { type: ['array', 'integer'] },
      time: { type: 'array' },
      value: { type: 'array' },
      status: { type: 'array' },
    },
    description: 'Columns of equal length, with the keys of a sample; one tag may stand for all.',
  };
  return {
    operationId: 'samples.write',
    tags: ['samples'],
    description:
      'Stores samples of tags that programs write; they are on disk when it answers. Needs the permission samples.write.',
    parameters: [
      {
        name: 'precision',
        in: 'query',
        description: 'Unit of the times in the line protocol.',
        schema: { enum: ['ns', 'us', 'ms', 's'], default: 'ns' },
      },
    ],
    requestBody: {
      required: true,
      content: {
        ...jsonContent({ anyOf: [rows, columns] }),
        'application/x-ndjson': { schema: { type: 'string' } },
        'text/plain': { schema: { type: 'string', description: "InfluxDB's line protocol." } },
      },
    },
    responses: {
      202: {
        description: 'Those that were accepted are on disk.',
        content: jsonContent(jsonSchemaOf(samplesAnswer, 'output')),
      },
      default: REFUSED,
    },
  };
}
