import { ModelFormatError } from '../model-format-error.js';
import type { Model } from '../model.js';
import { tableSlots } from '../schema/table-slots.js';
import { openFile } from './open-file.js';
import { readConstant } from './read-constant.js';
import { readMetadata } from './read-metadata.js';
import { readOperatorCode } from './read-operator-code.js';
import { readSignature } from './read-signature.js';
import { readSubgraph } from './read-subgraph.js';
import { defaultReaderLimits, type ReaderLimits } from './reader-limits.js';

const schemaVersion = 3;

/**
 * Reads an untrusted `.tflite` file; constants are views into `bytes`, nothing is copied.
 *
 * Every offset, length, index and enumeration is checked before it is used, in time and memory
 * proportional to the file. Throws a ModelFormatError that names the place.
 */
export function readModel(bytes: Uint8Array, limits: Partial<ReaderLimits> = {}): Model {
  const readerLimits = { ...defaultReaderLimits, ...limits };
  const { file, root } = openFile(bytes, readerLimits);
  const version = root.uint32('version');
  if (version !== schemaVersion) {
    throw new ModelFormatError(
      'tflite.unsupported-version',
      'version',
      `the file has schema version ${version}; version ${schemaVersion} is read`,
      'Export the model with TensorFlow 1.9 or newer',
    );
  }
  const constants = root.tables('buffers', tableSlots.buffer).map((buffer) => readConstant(file, buffer));
  const operatorCodes = root.tables('operator_codes', tableSlots.operatorCode).map(readOperatorCode);
  const context = { file, limits: readerLimits, constants, operatorCodes };
  const subgraphs = root
    .tables('subgraphs', tableSlots.subgraph)
    .map((subgraph) => readSubgraph(subgraph, context));
  if (subgraphs.length === 0) {
    throw new ModelFormatError('tflite.no-subgraph', 'subgraphs', 'the model has no subgraph');
  }
  return {
    version,
    description: root.string('description') ?? '',
    bytes: bytes.length,
    subgraphs,
    signatures: root
      .tables('signature_defs', tableSlots.signature)
      .map((signature) => readSignature(signature, subgraphs)),
    metadata: root.tables('metadata', tableSlots.metadata).map((entry) => readMetadata(entry, constants)),
  };
}
