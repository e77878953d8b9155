import { crc32 } from 'node:zlib';

const HEADER_BYTES = 8;
const LONGEST_RECORD_BYTES = 16 * 2 ** 20;

/** Where a record's payload lies in its file. */
export interface RecordPlace {
  readonly offset: number;
  readonly bytes: number;
}

/**
 * Frames payloads for an append-only file, one record after the other.
 *
 * ```
 * ┌────────────┬────────────┬──────────────┐
 * │ length u32 │ CRC-32 u32 │ payload      │   little endian
 * └────────────┴────────────┴──────────────┘
 * ```
 */
export function encodeRecords(payloads: readonly Uint8Array[]): Buffer {
  const bytes = payloads.reduce((sum, { length }) => sum + recordBytes(length), 0);
  const records = Buffer.allocUnsafe(bytes);
  let position = 0;
  for (const payload of payloads) {
    records.writeUInt32LE(payload.length, position);
    records.writeUInt32LE(crc32(payload), position + 4);
    records.set(payload, position + HEADER_BYTES);
    position += recordBytes(payload.length);
  }
  return records;
}

/**
 * Places of the whole records at the start of a file's content.
 * `validBytes` is where the first torn or damaged record begins; nothing after it can be trusted.
 */
export function findRecords(content: Buffer): {
  readonly places: readonly RecordPlace[];
  readonly validBytes: number;
} {
  const places: RecordPlace[] = [];
  let position = 0;
  while (position + HEADER_BYTES <= content.length) {
    const bytes = content.readUInt32LE(position);
    const offset = position + HEADER_BYTES;
    // A zero length is what an unwritten tail of a preallocated or crashed file reads as.
    if (bytes === 0 || bytes > LONGEST_RECORD_BYTES || offset + bytes > content.length) break;
    if (crc32(content.subarray(offset, offset + bytes)) !== content.readUInt32LE(position + 4)) break;
    places.push({ offset, bytes });
    position = offset + bytes;
  }
  return { places, validBytes: position };
}

/** Size of a record in its file. */
export function recordBytes(payloadBytes: number): number {
  return HEADER_BYTES + payloadBytes;
}
