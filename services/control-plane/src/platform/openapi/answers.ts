import { HttpCode, applyDecorators } from '@nestjs/common';
import { ApiDefaultResponse, ApiResponse } from '@nestjs/swagger';
import { problemSchema } from '@npufarm/contracts';
import type { z } from 'zod';
import { componentReference } from './contract-components.js';

/** What a route answers when all goes well, for OpenAPI; anything else is a problem. Also sets the status. */
export function Answers(status: number, schema: z.ZodType): MethodDecorator {
  return applyDecorators(
    HttpCode(status),
    ApiResponse({ status, description: 'Done.', schema: componentReference(schema) }),
    ApiDefaultResponse({
      description: 'A problem by RFC 9457.',
      content: { 'application/problem+json': { schema: componentReference(problemSchema) } },
    }),
  );
}
