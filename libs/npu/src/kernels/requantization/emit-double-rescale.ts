import type { Vector } from '../../wasm/expression.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { f64x2, i32x4, v128 } from '../../wasm/vector-instructions.js';
import type { SumForm } from './affine-rescale.js';
import { lowWords, narrowIntegers, type RescaleEmitter } from './emit-rescale.js';
import { epilogueHeader, epilogueVector } from './pack-epilogue.js';

const highHalf = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
/** High word of the double 2^52; the low word behind it is added as an unsigned integer. */
const highWord = 0x43300000;

/** Two sums at once; a rounded code is the low word of its double. */
export function emitDoubleRescale(body: FunctionBody, sumForm: SumForm): RescaleEmitter {
  const isJoined = sumForm === 'joined';
  const low = body.vector();
  const high = body.vector();
  const high52 = body.vector();
  const scales = body.vectors(2) as [Local<'v128'>, Local<'v128'>];
  const magic = body.vectors(2) as [Local<'v128'>, Local<'v128'>];
  const rounded = (doubles: Vector, half: 0 | 1): Vector =>
    f64x2.add(f64x2.multiply(doubles, scales[half].get), magic[isJoined ? half : 0].get);
  return {
    begin(constants) {
      if (isJoined) body.set(high52, v128.constantI32(highWord));
      else body.set(magic[0], v128.load(constants, epilogueHeader.magic));
    },
    choose(constantAt) {
      scales.forEach((local, half) => body.set(local, constantAt(epilogueVector.scales + half * 16)));
      if (!isJoined) return;
      magic.forEach((local, half) => body.set(local, constantAt(epilogueVector.magic + half * 16)));
    },
    rescale(sums) {
      const { get } = sums;
      if (isJoined) {
        body.set(low, rounded(i32x4.interleaveLow(get, high52.get), 0));
        body.set(high, rounded(i32x4.interleaveHigh(get, high52.get), 1));
      } else {
        body.set(low, rounded(f64x2.convertLow(get), 0));
        body.set(high, rounded(f64x2.convertLow(v128.shuffle(get, get, highHalf)), 1));
      }
      body.set(sums, v128.shuffle(low.get, high.get, lowWords));
    },
    narrow: narrowIntegers,
  };
}
