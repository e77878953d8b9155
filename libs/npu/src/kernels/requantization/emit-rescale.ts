import type { Scalar, Vector } from '../../wasm/expression.js';
import type { Local } from '../../wasm/function-body.js';
import { i16x8, i8x16 } from '../../wasm/vector-instructions.js';

/** The instructions of one way to rescale sums. */
export interface RescaleEmitter {
  /** Loads what the whole layer shares; `constants` points at the header. */
  readonly begin: (constants: Scalar) => void;
  /** Chooses the vector of channels that follows; `constantAt` loads from its constants until the next choice. */
  readonly choose: (constantAt: (offset: number) => Vector) => void;
  /** Turns four sums of the chosen vector in place into four codes, neither clamped nor packed yet. */
  readonly rescale: (sums: Local<'v128'>) => void;
  /** Sixteen codes of four vectors, as far as bytes hold them. */
  readonly narrow: (a: Vector, b: Vector, c: Vector, d: Vector) => Vector;
}

/** The low words of four 64-bit lanes in two vectors. */
export const lowWords = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];

/** Sixteen 32-bit integers as bytes. */
export function narrowIntegers(a: Vector, b: Vector, c: Vector, d: Vector): Vector {
  return i8x16.narrow(i16x8.narrow(a, b), i16x8.narrow(c, d));
}
