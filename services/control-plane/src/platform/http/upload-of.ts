import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { FarmError } from '../problems/farm-error.js';

/**
 * The body of an upload as a stream of bytes. Leaving the loop early does not cut the connection: the rest is read
 * and dropped, so that the sender sees the answer instead of a reset.
 *
 * @throws FarmError `request.media-type`, `upload.interrupted`
 */
export async function* uploadOf({ body }: FastifyRequest): AsyncGenerator<Uint8Array> {
  if (!(body instanceof Readable)) {
    throw new FarmError({
      code: 'request.media-type',
      fault: 'participant',
      status: 415,
      detail: 'The request carries no file.',
      hint: 'Send the file as the body with "Content-Type: application/octet-stream".',
    });
  }
  try {
    for await (const piece of body.iterator({ destroyOnReturn: false })) yield piece as Uint8Array;
  } catch (cause) {
    throw new FarmError({
      code: 'upload.interrupted',
      fault: 'participant',
      status: 400,
      detail: 'The connection broke before the whole file had arrived; nothing was stored.',
      hint: 'Send it again with the same Idempotency-Key.',
      cause,
    });
  } finally {
    body.resume();
  }
}
