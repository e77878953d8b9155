import { ModelFormatError } from '../model-format-error.js';
import type { FileView } from './file-view.js';

/**
 * Bytes that a table places behind the flatbuffer by absolute offset and size; undefined when it places none.
 *
 * Offsets 0 and 1 mean "not used".
 */
export function readExternalRange(
  file: FileView,
  offset: bigint,
  size: bigint,
  place: string,
): Uint8Array | undefined {
  if (offset <= 1n || size === 0n) return undefined;
  if (offset + size > BigInt(file.bytes.length)) {
    throw new ModelFormatError(
      'tflite.external-data-out-of-range',
      place,
      `the data at offset ${offset} with ${size} bytes lies outside the file of ${file.bytes.length} bytes`,
      'Upload the model as one complete file',
    );
  }
  return file.slice(Number(offset), Number(size), place);
}
