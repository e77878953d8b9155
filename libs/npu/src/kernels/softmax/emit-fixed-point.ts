import type { Scalar } from '../../wasm/expression.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { i32, i64 } from '../../wasm/scalar-instructions.js';

const oneInTwoIntegerBits = 2 ** 29;
const fortyEightSeventeenths = 1_515_870_810;
const minusThirtyTwoSeventeenths = -1_010_580_540;

/** `saturatingRoundingDoublingHighMul` of operands that are not both the least integer. */
export function doublingHighMultiply(a: Scalar, b: Scalar): Scalar {
  const product = i64.multiply(i64.extend(a), i64.extend(b));
  return i64.wrap(i64.shiftRight(i64.add(product, i64.constant(2 ** 30)), i64.constant(31)));
}

/** `roundingDivideByPowerOfTwo` of a value that is not negative. */
export function roundingShift(value: Local<'i32'>, exponent: Local<'i32'>): Scalar {
  const mask = i32.subtract(i32.shiftLeft(i32.constant(1), exponent.get), i32.constant(1));
  const isAbove = i32.isLess(i32.shiftRight(mask, i32.constant(1)), i32.and(value.get, mask));
  return i32.add(i32.shiftRight(value.get, exponent.get), isAbove);
}

/**
 * Sets `x` to `1 / (1 + a)` with 31 fractional bits, where `x` holds `a` in [0, 1) with as many.
 *
 * The steps of `reciprocalOf` in ../../arithmetic. Newton and Raphson's start is off by at most 1/17, so that no
 * correction reaches the bounds of 32 bits; only the last doubling can.
 */
export function emitReciprocal(body: FunctionBody, x: Local<'i32'>): void {
  const half = body.scalar();
  body.set(half, i32.add(i32.shiftRightUnsigned(x.get, i32.constant(1)), i32.constant(2 ** 30)));
  const start = doublingHighMultiply(half.get, i32.constant(minusThirtyTwoSeventeenths));
  body.set(x, i32.add(i32.constant(fortyEightSeventeenths), start));
  for (let step = 0; step < 3; step++) {
    const rest = i32.subtract(i32.constant(oneInTwoIntegerBits), doublingHighMultiply(half.get, x.get));
    body.set(x, i32.add(x.get, i32.shiftLeft(doublingHighMultiply(x.get, rest), i32.constant(2))));
  }
  const doubled = i32.shiftLeft(x.get, i32.constant(1));
  body.set(x, i32.select(doubled, i32.constant(0x7fffffff), i32.isLess(x.get, i32.constant(2 ** 30))));
}
