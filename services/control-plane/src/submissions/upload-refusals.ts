import { FarmError } from '../platform/problems/farm-error.js';
import type { ReceivedBlob } from '../blobs/index.js';

const identifierOffset = 4;
const identifier = 'TFL3';

/** Refuses a file that cannot be a model at all, before anything is stored or charged. */
export function refuseNonModel(
  fileName: string,
  { bytes, head }: Pick<ReceivedBlob, 'bytes' | 'head'>,
): void {
  if (bytes === 0) {
    throw refusal(
      'model.empty',
      `The file "${fileName}" is empty.`,
      'Check that the converter wrote the file.',
    );
  }
  const found = Buffer.from(head.subarray(identifierOffset, identifierOffset + identifier.length)).toString(
    'latin1',
  );
  if (found !== identifier) {
    throw refusal(
      'model.not-tflite',
      `The file "${fileName}" (${bytes} bytes) is no TensorFlow Lite model: the identifier "TFL3" is missing at byte 4.`,
      'Submit the .tflite file that the TensorFlow Lite converter wrote.',
    );
  }
}

function refusal(code: string, detail: string, hint: string): FarmError {
  return new FarmError({
    code,
    fault: 'participant',
    status: 422,
    detail: `${detail} Nothing was stored.`,
    hint,
  });
}
