import { createHash } from 'node:crypto';
import { invariant } from '../invariant.js';
import type { ParameterValue } from '../kernels/kernel.js';
import {
  arrayKinds,
  binaryMagic,
  binaryVersion,
  blobAlignment,
  checksumBytes,
  headerBytes,
  type BlobReference,
} from './layout.js';
import type { Program } from './program.js';

/**
 * Writes a program as bytes; the same program gives the same bytes.
 *
 * ```
 * magic "NPUB" | u32 version | u32 JSON bytes | u32 blob bytes | JSON, padded | blobs, 64-byte aligned | SHA-256
 * ```
 */
export function encodeProgram(program: Program): Uint8Array {
  const blobs: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
  let end = 0;
  const store = (
    value: Exclude<ParameterValue, number | boolean | string | readonly number[]>,
  ): BlobReference => {
    const kind = arrayKinds.find(({ array }) => value instanceof array)?.name;
    invariant(kind !== undefined, 'every typed array has a kind');
    const offset = Math.ceil(end / blobAlignment) * blobAlignment;
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    blobs.push({ offset, bytes });
    end = offset + bytes.length;
    return { $blob: kind, offset, length: value.length };
  };
  const json = new TextEncoder().encode(
    JSON.stringify(program, (_, value: unknown) =>
      ArrayBuffer.isView(value) ? store(value as Uint8Array) : value,
    ),
  );
  const blobStart = Math.ceil((headerBytes + json.length) / blobAlignment) * blobAlignment;
  const result = new Uint8Array(blobStart + end + checksumBytes);
  const header = new DataView(result.buffer);
  result.set(new TextEncoder().encode(binaryMagic));
  header.setUint32(4, binaryVersion, true);
  header.setUint32(8, json.length, true);
  header.setUint32(12, end, true);
  result.set(json, headerBytes);
  for (const { offset, bytes } of blobs) result.set(bytes, blobStart + offset);
  const checksum = createHash('sha256')
    .update(result.subarray(0, blobStart + end))
    .digest();
  result.set(checksum, blobStart + end);
  return result;
}
