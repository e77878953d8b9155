import { ModelFormatError } from '../model-format-error.js';
import type { FileView } from './file-view.js';
import type { ReaderLimits } from './reader-limits.js';

/** A buffer's bytes; undefined when it holds none. */
export type Constant = Uint8Array | undefined;

export interface OperatorCode {
  readonly code: number;
  readonly version: number;
  readonly customCode: string | undefined;
}

/** What the readers of single tables share: the file, its limits and the model-wide lists that indices point into. */
export interface ReadContext {
  readonly file: FileView;
  readonly limits: ReaderLimits;
  readonly constants: readonly Constant[];
  readonly operatorCodes: readonly OperatorCode[];
}

/** Refuses an index outside 0..count-1. */
export function checkIndex(index: number, count: number, place: string, what: string): void {
  if (index >= 0 && index < count) return;
  throw new ModelFormatError(
    'tflite.index-out-of-range',
    place,
    `index ${index} names no ${what}; the file has ${count}`,
  );
}
