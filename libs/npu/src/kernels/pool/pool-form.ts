/** What the code of a pool depends on. */
export interface PoolForm {
  readonly kind: 'maximum' | 'average';
  /** Whether a window's sum leaves 16 bits. */
  readonly isWide: boolean;
  /** Bytes from the window of one step to that of the next. */
  readonly inputStepBytes: number;
  readonly outputStepBytes: number;
  /** Bytes from one column of a window to the next. */
  readonly columnBytes: number;
  /** Columns of every run where they are few enough to be written out; otherwise zero. */
  readonly columns: number;
}

/**
 * Words of the argument block, in order.
 *
 * `steps` groups of `stepBytes` bytes are made, each from a window of its own. `divisors` points at triples per step:
 * the number of elements and half of it as floats, and what their sum lacks. `runs` are pairs of the address of a
 * stretch of a window's row and its columns.
 */
export const poolArguments = {
  output: 0,
  steps: 1,
  stepBytes: 2,
  divisors: 3,
  minimum: 4,
  maximum: 5,
  /** Taken from averages, as rows hold codes. */
  flip: 6,
  borderOffset: 7,
  borderBytes: 8,
  borderValue: 9,
  runCount: 10,
  runs: 11,
} as const;

export const divisorBytes = 12;

/** Columns of a run up to which they are written out. */
export const mostWrittenColumns = 8;

/** Elements of which any sum of signed bytes fits 16 bits. */
export const narrowElements = 256;

/** Elements up to which a sum and its quotient are exact in float32. */
export const mostElements = 2 ** 15;
