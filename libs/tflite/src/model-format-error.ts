/** Stable codes of what can be wrong with a file. */
export type ModelFormatCode =
  | 'tflite.empty-file'
  | 'tflite.file-too-large'
  | 'tflite.file-truncated'
  | 'tflite.not-a-tflite-file'
  | 'tflite.unsupported-version'
  | 'tflite.offset-out-of-range'
  | 'tflite.offset-misaligned'
  | 'tflite.malformed-table'
  | 'tflite.too-many-tables'
  | 'tflite.visit-budget-exceeded'
  | 'tflite.index-out-of-range'
  | 'tflite.enum-out-of-range'
  | 'tflite.no-subgraph'
  | 'tflite.options-mismatch'
  | 'tflite.rank-too-high'
  | 'tflite.negative-dimension'
  | 'tflite.signature-mismatch'
  | 'tflite.tensor-too-large'
  | 'tflite.data-length-mismatch'
  | 'tflite.quantization-mismatch'
  | 'tflite.zero-point-out-of-range'
  | 'tflite.external-data-out-of-range'
  | 'tflite.external-file';

/** The file breaks the TFLite format at `place`; the participant has to convert or upload it again. */
export class ModelFormatError extends Error {
  override readonly name = 'ModelFormatError';
  readonly fault = 'participant';

  /**
   * @param place path of the faulty value, such as `subgraphs[0].operators[3].inputs`; `file` for the whole
   * @param detail what is wrong, with the value
   * @param hint what to do about it
   */
  constructor(
    readonly code: ModelFormatCode,
    readonly place: string,
    readonly detail: string,
    readonly hint: string = 'The file is damaged; export it again and upload it as a binary file',
  ) {
    super(`${place}: ${detail}. ${hint}.`);
  }
}
