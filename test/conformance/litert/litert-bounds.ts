/** How far LiteRT's own kernels may be from the reference kernels, and why; what is not listed is equal on every byte. */
export interface LitertBound {
  /** Largest difference of a code. */
  readonly maximumDifference: number;
  readonly reason: string;
}

/** By builtin and type of its operand, or by builtin. */
export const litertBounds: Readonly<Record<string, LitertBound>> = {
  'FULLY_CONNECTED INT8': {
    maximumDifference: 1,
    reason:
      'LiteRT multiplies by ruy, which rounds once; equal with builtin rounding, which is tested beside it',
  },
  MEAN: {
    maximumDifference: 1,
    reason:
      'LiteRT has an optimised kernel for kept height and width, which rounds the zero point on its own; all other means are equal',
  },
  'RESIZE_BILINEAR UINT8': {
    maximumDifference: 1,
    reason:
      'LiteRT multiplies the two weights of a pixel first, the reference kernel each with the code in turn',
  },
  SUM: {
    maximumDifference: 1,
    reason: 'LiteRT rescales sums in float32, the reference kernel in fixed point',
  },
  SOFTMAX: {
    maximumDifference: 1,
    reason:
      'LiteRT sums float32 exponentials from a table where the reference kernel computes in fixed point',
  },
};

export function litertBound(builtin: string, type: string): LitertBound | undefined {
  return litertBounds[`${builtin} ${type}`] ?? litertBounds[builtin];
}

/** What LiteRT 2.5.3 does not run, so that only the written expectation counts. */
export const litertRefuses: Readonly<Record<string, string>> = {
  SHAPE:
    'LiteRT computes it while preparing, into memory of its own that its JavaScript binding does not read',
};
