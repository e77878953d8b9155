import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { Scalar, Vector } from '../../wasm/expression.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { f64x2, i16x8, i32x4, i64x2, i8x16, v128 } from '../../wasm/vector-instructions.js';
import {
  epilogueHeader,
  epilogueVector,
  epilogueVectorBytes,
  epilogueVectorOffset,
  type EpilogueForm,
} from './pack-epilogue.js';

/** Emits the epilogue of a layer: sums to codes. Constants lie in memory as `packEpilogue` lays them out. */
export interface EpilogueEmitter {
  /** Bytes from the constants' start to those of a vector of four channels. */
  readonly vectorOffset: (vector: number) => number;
  readonly vectorBytes: number;
  /** What the sums of a vector of channels start from; its constants lie at `block + start`. */
  readonly start: (block: Scalar, start?: number) => Vector;
  /** Loads what the whole layer shares; `constants` points at the header. */
  readonly begin: (constants: Scalar) => void;
  /** Chooses the vector of channels that follows; its constants lie at `block + start`. */
  readonly choose: (block: Scalar, start?: number) => void;
  /** Turns four sums of the chosen vector in place into four codes that are not clamped yet. */
  readonly rescale: (sums: Local<'v128'>) => void;
  /** Sixteen codes of four vectors, clamped. */
  readonly pack: (codes: readonly Vector[]) => Vector;
}

const highHalf = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
/** Words of two vectors in turn, from their low or their high halves. */
const lowPairs = [0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23];
const highPairs = [8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31];
/** High word of the double 2^52; the low word behind it is added as an unsigned integer. */
const highWord = 0x43300000;
const lowWords = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];
const int32Limit = 2 ** 24;

export function emitEpilogue(body: FunctionBody, form: EpilogueForm): EpilogueEmitter {
  const low = body.vector();
  const high = body.vector();
  const high52 = body.vector();
  const minimum = body.vector();
  const maximum = body.vector();
  const zeroPoint = body.vector();
  const join = (): Vector => v128.shuffle(low.get, high.get, lowWords);

  const scales = body.vectors(2) as [Local<'v128'>, Local<'v128'>];
  const magic = body.vectors(2) as [Local<'v128'>, Local<'v128'>];
  const belowZero = body.vector();
  const chosen = body.scalar();

  const isJoined = form.sumForm === 'joined';

  const rescaleUnsigned = (sums: Local<'v128'>): void => {
    const { get } = sums;
    const half = (doubles: Vector, index: 0 | 1): Vector =>
      f64x2.add(f64x2.multiply(doubles, scales[index].get), magic[isJoined ? index : 0].get);
    if (isJoined) {
      body.set(low, half(v128.shuffle(get, high52.get, lowPairs), 0));
      body.set(high, half(v128.shuffle(get, high52.get, highPairs), 1));
    } else {
      body.set(low, half(f64x2.convertLow(get), 0));
      body.set(high, half(f64x2.convertLow(v128.shuffle(get, get, highHalf)), 1));
    }
    body.set(sums, join());
  };

  const rescaleSigned = (sums: Local<'v128'>): void => {
    const topBits = i32x4.shiftRight(sums.get, 31);
    const correction = isJoined ? v128.andNot(belowZero.get, topBits) : v128.and(belowZero.get, topBits);
    body.set(sums, i32x4.add(sums.get, correction));
    rescaleUnsigned(sums);
  };

  const rescaleInteger = (sums: Local<'v128'>): void => {
    const at = (offset: number): Vector => v128.load(chosen.get, offset);
    body.set(sums, i32x4.multiply(i32x4.add(sums.get, at(0)), at(16)));
    const half = (target: Local<'v128'>, product: Vector, offset: number): void => {
      body.set(target, i64x2.shiftRight(i64x2.add(product, at(48 + offset)), 31));
      const nudge = v128.and(i64x2.shiftRight(target.get, 63), at(112 + offset));
      body.set(target, i64x2.add(i64x2.add(target.get, nudge), at(80 + offset)));
      body.set(target, i64x2.shiftRight(i64x2.multiply(target.get, at(144 + offset)), 32));
    };
    half(low, i64x2.multiplyLow(sums.get, at(32)), 0);
    half(high, i64x2.multiplyHigh(sums.get, at(32)), 16);
    body.set(sums, join());
    const bounded = i32x4.minimum(
      i32x4.maximum(sums.get, v128.constantI32(-int32Limit)),
      v128.constantI32(int32Limit),
    );
    body.set(sums, i32x4.add(bounded, zeroPoint.get));
  };

  return {
    vectorOffset: (vector) => epilogueVectorOffset(form, vector),
    vectorBytes: epilogueVectorBytes(form),
    begin(constants) {
      if (isJoined) body.set(high52, v128.constantI32(highWord));
      else body.set(magic[0], v128.load(constants, epilogueHeader.magic));
      body.set(minimum, v128.load(constants, epilogueHeader.minimum));
      body.set(maximum, v128.load(constants, epilogueHeader.maximum));
      body.set(zeroPoint, v128.load(constants, epilogueHeader.zeroPoint));
    },
    start: (block, start = 0) =>
      form.arithmetic === 'integer' ? v128.constantI32(0) : v128.load(block, start + epilogueVector.start),
    choose(block, start = 0) {
      if (form.arithmetic === 'integer') {
        body.set(chosen, i32.add(block, i32.constant(start)));
        return;
      }
      const set = (locals: readonly Local<'v128'>[], offset: number): void =>
        locals.forEach((local, index) => body.set(local, v128.load(block, start + offset + index * 16)));
      set(scales, epilogueVector.scales);
      if (isJoined) set(magic, epilogueVector.magic);
      if (form.arithmetic === 'signed') set([belowZero], epilogueVector.belowZero);
    },
    rescale: { unsigned: rescaleUnsigned, signed: rescaleSigned, integer: rescaleInteger }[form.arithmetic],
    pack(codes) {
      const [a, b, c, d] = codes as readonly [Vector, Vector, Vector, Vector];
      const packed = i8x16.narrow(i16x8.narrow(a, b), i16x8.narrow(c, d));
      return form.clamps ? i8x16.minimum(i8x16.maximum(packed, minimum.get), maximum.get) : packed;
    },
  };
}
