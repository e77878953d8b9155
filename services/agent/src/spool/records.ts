import { crc32 } from 'node:zlib';

const HEADER_BYTES = 8;
const LONGEST_RECORD_BYTES = 16 * 2 ** 20;

/** Where a record's payload lies in its file. */
export interface RecordPlace {
  readonly offset: number;
  readonly bytes: number;
}

/**
 * Frames a payload for an append-only file.
 *
 * ```
 * ┌────────────┬────────────┬──────────────┐
 * │ length u32 │ CRC-32 u32 │ payload      │   little endian
 * └────────────┴────────────┴──────────────┘
 * ```
 */
export function encodeRecord(payload: Uint8Array): Buffer {
  const record = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  record.writeUInt32LE(payload.length, 0);
  record.writeUInt32LE(crc32(payload), 4);
  record.set(payload, HEADER_BYTES);
  return record;
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
