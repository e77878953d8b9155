import { createHash } from 'node:crypto';
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

/** A file that is not a compiled network of this version, or was damaged. */
export class BinaryError extends Error {
  readonly fault = 'participant';

  constructor(message: string) {
    super(`${message}; compile the model again with this version of npufarm`);
    this.name = 'BinaryError';
  }
}

/** Reads a program; throws a BinaryError when magic, version, size or checksum do not hold. */
export function decodeProgram(bytes: Uint8Array): Program {
  if (bytes.length < headerBytes + checksumBytes)
    throw new BinaryError(`the binary has only ${bytes.length} bytes`);
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = new TextDecoder().decode(bytes.subarray(0, 4));
  if (magic !== binaryMagic)
    throw new BinaryError(`the binary starts with "${magic}" instead of "${binaryMagic}"`);
  const version = header.getUint32(4, true);
  if (version !== binaryVersion)
    throw new BinaryError(`the binary has version ${version}, not ${binaryVersion}`);
  const jsonBytes = header.getUint32(8, true);
  const blobBytes = header.getUint32(12, true);
  const blobStart = Math.ceil((headerBytes + jsonBytes) / blobAlignment) * blobAlignment;
  if (blobStart + blobBytes + checksumBytes !== bytes.length) {
    throw new BinaryError(
      `the binary has ${bytes.length} bytes, its header promises ${blobStart + blobBytes + checksumBytes}`,
    );
  }
  const checksum = createHash('sha256')
    .update(bytes.subarray(0, blobStart + blobBytes))
    .digest();
  if (!checksum.equals(bytes.subarray(blobStart + blobBytes)))
    throw new BinaryError('the checksum does not match');
  const blobs = bytes.slice(blobStart, blobStart + blobBytes);
  const json = new TextDecoder().decode(bytes.subarray(headerBytes, headerBytes + jsonBytes));
  return JSON.parse(json, (_, value: unknown) =>
    isBlobReference(value) ? viewBlob(blobs, value) : value,
  ) as Program;
}

function isBlobReference(value: unknown): value is BlobReference {
  return typeof value === 'object' && value !== null && '$blob' in value;
}

function viewBlob(blobs: Uint8Array, { $blob, offset, length }: BlobReference): ArrayBufferView {
  const kind = arrayKinds.find(({ name }) => name === $blob);
  if (kind === undefined || offset + length * kind.array.BYTES_PER_ELEMENT > blobs.length) {
    throw new BinaryError(`the binary refers to a blob "${$blob}" of ${length} elements at ${offset}`);
  }
  return new kind.array(blobs.buffer as ArrayBuffer, blobs.byteOffset + offset, length);
}
