import type { StandardSchemaV1 } from '@standard-schema/spec';
import { FarmError } from './farm-error.js';

/** A body or query that its schema refuses, with the path of each wrong field. */
export function invalidRequest(issues: readonly StandardSchemaV1.Issue[]): FarmError {
  return new FarmError({
    code: 'request.invalid',
    fault: 'participant',
    status: 400,
    detail: issues.map((issue) => `${pathOf(issue)}${issue.message}`).join('; '),
    hint: 'GET /api/v1/openapi.json describes every route.',
  });
}

function pathOf({ path }: StandardSchemaV1.Issue): string {
  if (path === undefined || path.length === 0) return '';
  return `${path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.')}: `;
}
