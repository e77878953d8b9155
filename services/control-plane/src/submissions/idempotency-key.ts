import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { FarmError } from '../platform/problems/farm-error.js';

const pattern = /^[\x21-\x7e]{1,128}$/;

/** The key that makes repeating an upload harmless; a request without one gets a new key. */
export function idempotencyKeyOf(request: FastifyRequest): string {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return randomUUID();
  if (typeof header === 'string' && pattern.test(header)) return header;
  throw new FarmError({
    code: 'request.idempotency-key',
    fault: 'participant',
    status: 400,
    detail: 'The Idempotency-Key must be 1 to 128 printable characters without spaces.',
    hint: 'Use a new UUID for each submission, and the same one when you repeat it.',
  });
}
