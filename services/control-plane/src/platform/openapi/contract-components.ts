import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';

type Components = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const place = (id: string): string => `#/components/schemas/${id}`;

/** A reference to a contract's schema by its id. @throws Error when the schema has none */
export function componentReference(schema: z.ZodType): { $ref: string } {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) throw new Error('Only schemas with an id can be named in OpenAPI.');
  return { $ref: place(id) };
}

/** Every schema of the contracts that has an id. */
export function contractComponents(): Components {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    target: 'openapi-3.0',
    io: 'output',
    unrepresentable: 'any',
    uri: place,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _address, id: _id, ...schema }]) => [
      id,
      schema,
    ]),
  ) as Components;
}
