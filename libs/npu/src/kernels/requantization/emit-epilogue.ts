import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { Scalar, Vector } from '../../wasm/expression.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { f64x2, i16x8, i32x4, i64x2, i8x16, v128 } from '../../wasm/vector-instructions.js';
import { epilogueHeaderBytes, epilogueVectorBytes, type EpilogueForm } from './pack-epilogue.js';

/** Emits the epilogue of a layer: sums to codes. Constants lie in memory as `packEpilogue` lays them out. */
export interface EpilogueEmitter {
  /** Bytes from the constants' start to those of a vector of four channels. */
  readonly vectorOffset: (vector: number) => number;
  readonly vectorBytes: number;
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
const lowWords = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];
const int32Limit = 2 ** 24;

export function emitEpilogue(body: FunctionBody, form: EpilogueForm): EpilogueEmitter {
  const low = body.vector();
  const high = body.vector();
  const magic = body.vector();
  const minimum = body.vector();
  const maximum = body.vector();
  const zeroPoint = body.vector();
  const join = (): Vector => v128.shuffle(low.get, high.get, lowWords);

  const factors = body.vectors(form.arithmetic === 'signed' ? 6 : 4);
  const chosen = body.scalar();
  const constant = (index: number): Vector => (factors[index] as Local<'v128'>).get;

  const rescaleUnsigned = (sums: Local<'v128'>): void => {
    const half = (source: Vector, index: number): Vector =>
      f64x2.add(
        f64x2.add(f64x2.multiply(f64x2.convertLow(source), constant(index)), constant(2 + index)),
        magic.get,
      );
    body.set(low, half(sums.get, 0));
    body.set(high, half(v128.shuffle(sums.get, sums.get, highHalf), 1));
    body.set(sums, join());
  };

  const rescaleSigned = (sums: Local<'v128'>): void => {
    const signBit = v128.constantF64(-0);
    const half = (target: Local<'v128'>, source: Vector, index: number): void => {
      body.set(
        target,
        f64x2.add(f64x2.multiply(f64x2.convertLow(source), constant(index)), constant(2 + index)),
      );
      const nudge = v128.or(v128.and(target.get, signBit), constant(4 + index));
      body.set(target, f64x2.add(f64x2.add(target.get, nudge), magic.get));
    };
    half(low, sums.get, 0);
    half(high, v128.shuffle(sums.get, sums.get, highHalf), 1);
    body.set(sums, join());
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
    vectorOffset: (vector) => epilogueHeaderBytes + vector * epilogueVectorBytes[form.arithmetic],
    vectorBytes: epilogueVectorBytes[form.arithmetic],
    begin(constants) {
      body.set(magic, v128.load(constants, 0));
      body.set(minimum, v128.load(constants, 16));
      body.set(maximum, v128.load(constants, 32));
      body.set(zeroPoint, v128.load(constants, 48));
    },
    choose(block, start = 0) {
      if (form.arithmetic === 'integer') body.set(chosen, i32.add(block, i32.constant(start)));
      else factors.forEach((local, index) => body.set(local, v128.load(block, start + index * 16)));
    },
    rescale: { unsigned: rescaleUnsigned, signed: rescaleSigned, integer: rescaleInteger }[form.arithmetic],
    pack(codes) {
      const [a, b, c, d] = codes as readonly [Vector, Vector, Vector, Vector];
      const packed = i8x16.narrow(i16x8.narrow(a, b), i16x8.narrow(c, d));
      return form.clamps ? i8x16.minimum(i8x16.maximum(packed, minimum.get), maximum.get) : packed;
    },
  };
}
