import { z } from 'zod';

/** A schema as OpenAPI 3.1 has it: JSON Schema 2020-12. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly [key: string]: unknown;
}

/** Writes a schema of the contract as JSON Schema. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  // The dialect is that of the document.
  const { $schema: _, ...written } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return written as JsonSchema;
}

/** Lists the types that values of a schema have. */
export function typesOf({ type, anyOf }: JsonSchema): string[] {
  if (anyOf !== undefined) return anyOf.flatMap(typesOf);
  return typeof type === 'string' ? [type] : [...(type ?? [])];
}
