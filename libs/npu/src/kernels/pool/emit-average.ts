import type { Scalar, Vector } from '../../wasm/expression.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { f32x4, i16x8, i32x4, i8x16, v128 } from '../../wasm/vector-instructions.js';

/** Emits the average of eight channels at a time. */
export interface AverageEmitter {
  /** Loads the divisor of the window that follows. */
  readonly choose: (divisor: Scalar) => void;
  readonly clear: () => void;
  readonly add: (column: Local<'i32'>, at: number) => void;
  readonly endRun: () => void;
  /** Leaves eight codes in the result. */
  readonly divide: () => void;
}

/**
 * Sums in 16 bits, over a run or over the whole window, then divides in float32 with half of the divisor added away
 * from zero. Below 2^24 sums are exact, and no quotient is so near to an integer that its rounding could reach it.
 */
export function emitAverage(
  body: FunctionBody,
  isWide: boolean,
  flip: Scalar,
  result: Local<'v128'>,
): AverageEmitter {
  const sum = body.vector();
  const low = body.vector();
  const high = body.vector();
  const count = body.vector();
  const half = body.vector();
  const missing = body.vector();
  const flipped = body.vector();
  const zero = v128.constantI32(0);
  body.set(flipped, i32x4.splat(flip));
  const quotient = (total: Local<'v128'>): Vector => {
    body.set(total, f32x4.convert(i32x4.add(total.get, missing.get)));
    const nudge = v128.or(v128.and(total.get, v128.constantF32(-0)), half.get);
    return i32x4.subtract(
      i32x4.truncateF32(f32x4.divide(f32x4.add(total.get, nudge), count.get)),
      flipped.get,
    );
  };
  return {
    choose(divisor) {
      body.set(count, v128.load32Splat(divisor));
      body.set(half, v128.load32Splat(divisor, 4));
      body.set(missing, v128.load32Splat(divisor, 8));
    },
    clear() {
      body.set(sum, zero);
      if (!isWide) return;
      body.set(low, zero);
      body.set(high, zero);
    },
    add: (column, at) => body.set(sum, i16x8.add(sum.get, i16x8.load8Signed(column.get, at))),
    endRun() {
      if (!isWide) return;
      body.set(low, i32x4.add(low.get, i32x4.extendLow(sum.get)));
      body.set(high, i32x4.add(high.get, i32x4.extendHigh(sum.get)));
      body.set(sum, zero);
    },
    divide() {
      if (!isWide) {
        body.set(low, i32x4.extendLow(sum.get));
        body.set(high, i32x4.extendHigh(sum.get));
      }
      body.set(low, quotient(low));
      body.set(high, quotient(high));
      body.set(low, i16x8.narrow(low.get, high.get));
      body.set(result, i8x16.narrow(low.get, low.get));
    },
  };
}
