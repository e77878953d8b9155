import { ModelFormatError } from '../model-format-error.js';
import { tableSlots } from '../schema/table-slots.js';
import { FileView } from './file-view.js';
import { TableView } from './flatbuffer-view.js';
import type { ReaderLimits } from './reader-limits.js';
import { VisitBudget } from './visit-budget.js';

const fileIdentifier = 'TFL3';
/** Offset of the root table, then the identifier. */
const headerBytes = 8;

interface OpenFile {
  readonly file: FileView;
  readonly root: TableView<typeof tableSlots.model>;
}

/** Checks size and identifier of a file and finds its root table. */
export function openFile(bytes: Uint8Array, limits: ReaderLimits): OpenFile {
  if (bytes.length === 0) {
    throw new ModelFormatError(
      'tflite.empty-file',
      'file',
      'the file is empty',
      'Upload the exported .tflite file',
    );
  }
  if (bytes.length > limits.maxBytes) {
    throw new ModelFormatError(
      'tflite.file-too-large',
      'file',
      `the file has ${bytes.length} bytes, more than the ${limits.maxBytes} allowed`,
      'Quantise the weights or make the network smaller',
    );
  }
  const file = new FileView(bytes, new VisitBudget(bytes.length, limits));
  const identifier = String.fromCharCode(...bytes.subarray(4, headerBytes));
  if (!fileIdentifier.startsWith(identifier)) {
    throw new ModelFormatError(
      'tflite.not-a-tflite-file',
      'file',
      `bytes 4 to 7 are ${JSON.stringify(identifier)}, not the identifier "${fileIdentifier}"`,
      'Upload a TensorFlow Lite model (.tflite), not a checkpoint, an archive or another format',
    );
  }
  if (bytes.length < headerBytes) {
    throw new ModelFormatError('tflite.file-truncated', 'file', `the file ends after ${bytes.length} bytes`);
  }
  return { file, root: new TableView(file, file.uint32(0, 'file'), tableSlots.model, '') };
}
