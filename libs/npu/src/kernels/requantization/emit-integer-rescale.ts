import type { Vector } from '../../wasm/expression.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { i32x4, i64x2, v128 } from '../../wasm/vector-instructions.js';
import { lowWords, narrowIntegers, type RescaleEmitter } from './emit-rescale.js';
import { epilogueHeader } from './pack-epilogue.js';

/** Codes past it stay so when the zero point is added. */
const codeLimit = 2 ** 24;

/** The norm's own steps in 64-bit integers, as the constants of `writeInteger` say. */
export function emitIntegerRescale(body: FunctionBody): RescaleEmitter {
  const low = body.vector();
  const high = body.vector();
  const zeroPoint = body.vector();
  let at: (offset: number) => Vector;
  const rescaleHalf = (target: Local<'v128'>, product: Vector, offset: number): void => {
    body.set(target, i64x2.shiftRight(i64x2.add(product, at(48 + offset)), 31));
    const nudge = v128.and(i64x2.shiftRight(target.get, 63), at(112 + offset));
    body.set(target, i64x2.add(i64x2.add(target.get, nudge), at(80 + offset)));
    body.set(target, i64x2.shiftRight(i64x2.multiply(target.get, at(144 + offset)), 32));
  };
  return {
    begin(constants) {
      body.set(zeroPoint, v128.load(constants, epilogueHeader.zeroPoint));
    },
    choose(constantAt) {
      at = constantAt;
    },
    rescale(sums) {
      body.set(sums, i32x4.multiply(i32x4.add(sums.get, at(0)), at(16)));
      rescaleHalf(low, i64x2.multiplyLow(sums.get, at(32)), 0);
      rescaleHalf(high, i64x2.multiplyHigh(sums.get, at(32)), 16);
      body.set(sums, v128.shuffle(low.get, high.get, lowWords));
      const bounded = i32x4.minimum(
        i32x4.maximum(sums.get, v128.constantI32(-codeLimit)),
        v128.constantI32(codeLimit),
      );
      body.set(sums, i32x4.add(bounded, zeroPoint.get));
    },
    narrow: narrowIntegers,
  };
}
