import { HttpCode, applyDecorators } from '@nestjs/common';
import { ApiDefaultResponse, ApiResponse, type ApiResponseSchemaHost } from '@nestjs/swagger';
import { problemSchema } from '@npufarm/contracts';
import { z } from 'zod';

type DescribedSchema = ApiResponseSchemaHost['schema'];

/** What a route answers when all goes well, for OpenAPI; anything else is a problem. Also sets the status. */
export function Answers(status: number, schema: z.ZodType): MethodDecorator {
  return applyDecorators(
    HttpCode(status),
    ApiResponse({ status, description: 'Done.', schema: describe(schema) }),
    ApiDefaultResponse({
      description: 'A problem by RFC 9457.',
      content: { 'application/problem+json': { schema: describe(problemSchema) } },
    }),
  );
}

function describe(schema: z.ZodType): DescribedSchema {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io: 'output',
    unrepresentable: 'any',
    reused: 'inline',
  });
  return withoutIds(described) as DescribedSchema;
}

/** Inlined schemas must not repeat an id: OpenAPI knows names only for components. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, entry]) => !(key === 'id' && typeof entry === 'string'))
      .map(([key, entry]) => [key, withoutIds(entry)]),
  );
}
