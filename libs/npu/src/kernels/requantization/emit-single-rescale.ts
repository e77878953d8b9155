import type { Vector } from '../../wasm/expression.js';
import type { FunctionBody } from '../../wasm/function-body.js';
import { f32x4, i8x16, v128 } from '../../wasm/vector-instructions.js';
import type { RescaleEmitter } from './emit-rescale.js';
import { epilogueVector } from './pack-epilogue.js';

/** Four sums at once; a rounded code lies in the low half of its single, whose high half holds the exponent. */
export function emitSingleRescale(body: FunctionBody): RescaleEmitter {
  const scales = body.vector();
  const magic = body.vector();
  const lowBytes = body.vector();
  const codesOf = (low: Vector, high: Vector): Vector => v128.and(i8x16.narrow(low, high), lowBytes.get);
  return {
    begin() {
      body.set(lowBytes, v128.constantI16(255));
    },
    choose(constantAt) {
      body.set(scales, constantAt(epilogueVector.scales));
      body.set(magic, constantAt(epilogueVector.magic));
    },
    rescale(sums) {
      const product = f32x4.multiply(f32x4.convert(sums.get), scales.get);
      body.set(sums, f32x4.add(product, magic.get));
    },
    narrow: (a, b, c, d) => i8x16.narrowUnsigned(codesOf(a, b), codesOf(c, d)),
  };
}
