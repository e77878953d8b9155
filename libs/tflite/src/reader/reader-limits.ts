/** Bounds on what the reader takes on, whatever the file claims. */
export interface ReaderLimits {
  /** Largest file. */
  readonly maxBytes: number;
  /** Largest number of dimensions of a tensor. */
  readonly maxRank: number;
  /** Largest number of elements of one tensor. */
  readonly maxElements: number;
  /** Most tables in the file; a tensor and an operator take about three each. */
  readonly maxTables: number;
  /** Most bytes of tables, index lists and names to go through; constants do not count, they are not copied. */
  readonly maxVisitedBytes: number;
}

export const defaultReaderLimits: ReaderLimits = {
  maxBytes: 256 * 1024 * 1024,
  maxRank: 8,
  maxElements: 2 ** 40,
  maxTables: 400_000,
  maxVisitedBytes: 32 * 1024 * 1024,
};
