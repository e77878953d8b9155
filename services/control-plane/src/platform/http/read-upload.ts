import type { FastifyRequest } from 'fastify';
import { FarmError } from '../problems/farm-error.js';
import { uploadOf } from './upload-of.js';

/** A small upload as a whole. @throws FarmError `request.too-large` and those of {@link uploadOf} */
export async function readUpload(request: FastifyRequest, limitBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of uploadOf(request)) {
    bytes += piece.byteLength;
    if (bytes > limitBytes) {
      throw new FarmError({
        code: 'request.too-large',
        fault: 'participant',
        status: 413,
        detail: `The file is larger than ${limitBytes} bytes; nothing was stored.`,
        hint: 'Send a smaller file.',
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
