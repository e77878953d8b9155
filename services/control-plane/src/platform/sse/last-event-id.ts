import type { FastifyRequest } from 'fastify';

/** Where a viewer of a live stream left off. */
export function lastEventId(request: FastifyRequest): string | undefined {
  const header = request.headers['last-event-id'];
  const text = Array.isArray(header) ? header[0] : header;
  return text === undefined || text === '' ? undefined : text;
}
