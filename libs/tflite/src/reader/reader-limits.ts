/** Bounds on what the reader takes on, whatever the file claims. */
export interface ReaderLimits {
  /** Largest file. */
  readonly maxBytes: number;
  /** Largest number of dimensions of a tensor. */
  readonly maxRank: number;
  /** Largest number of elements of one tensor. */
  readonly maxElements: number;
  /** Tables, vector elements and string bytes the reader visits, per byte of the file; honest files stay below 1. */
  readonly maxVisitsPerByte: number;
}

export const defaultReaderLimits: ReaderLimits = {
  maxBytes: 256 * 1024 * 1024,
  maxRank: 8,
  maxElements: 2 ** 40,
  maxVisitsPerByte: 4,
};
