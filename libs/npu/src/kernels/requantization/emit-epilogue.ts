import type { Local } from '../../wasm/function-body.js';
import type { FunctionBody } from '../../wasm/function-body.js';
import type { Scalar, Vector } from '../../wasm/expression.js';
import { f64x2, i16x8, i32x4, i64x2, i8x16, v128 } from '../../wasm/vector-instructions.js';
import { epilogueHeaderBytes, epilogueVectorBytes, type EpilogueForm } from './pack-epilogue.js';

/** Emits the epilogue of a layer: sums to codes. Constants lie in memory as `packEpilogue` lays them out. */
export interface EpilogueEmitter {
  /** Bytes from the constants' start to those of a vector of four channels. */
  readonly vectorOffset: (vector: number) => number;
  readonly vectorBytes: number;
  /** Loads what the whole layer shares; `constants` points at the header. */
  readonly begin: (constants: Scalar) => void;
  /** Turns four sums in place into four codes that are not clamped yet; their vector's constants lie at `block + start`. */
  readonly rescale: (sums: Local<'v128'>, block: Scalar, start?: number) => void;
  /** Sixteen codes of four vectors, clamped. */
  readonly pack: (a: Vector, b: Vector, c: Vector, d: Vector) => Vector;
}

const highHalf = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
const lowWords = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];
const int32Limit = 2 ** 24;

export function emitEpilogue(body: FunctionBody, form: EpilogueForm): EpilogueEmitter {
  const [low, high, magic, minimum, maximum, zeroPoint] = [
    body.vector(),
    body.vector(),
    body.vector(),
    body.vector(),
    body.vector(),
    body.vector(),
  ];
  const join = (): Vector => v128.shuffle(low.get, high.get, lowWords);

  const rescaleUnsigned = (sums: Local<'v128'>, block: Scalar, start = 0): void => {
    const half = (source: Vector, at: number): Vector =>
      f64x2.add(
        f64x2.add(
          f64x2.multiply(f64x2.convertLow(source), v128.load(block, start + at)),
          v128.load(block, start + 32 + at),
        ),
        magic.get,
      );
    body.set(low, half(sums.get, 0));
    body.set(high, half(v128.shuffle(sums.get, sums.get, highHalf), 16));
    body.set(sums, join());
  };

  const rescaleSigned = (sums: Local<'v128'>, block: Scalar, start = 0): void => {
    const signBit = v128.constantF64(-0);
    const half = (target: Local<'v128'>, source: Vector, at: number): void => {
      body.set(
        target,
        f64x2.add(
          f64x2.multiply(f64x2.convertLow(source), v128.load(block, start + at)),
          v128.load(block, start + 32 + at),
        ),
      );
      const nudge = v128.or(v128.and(target.get, signBit), v128.load(block, start + 64 + at));
      body.set(target, f64x2.add(f64x2.add(target.get, nudge), magic.get));
    };
    half(low, sums.get, 0);
    half(high, v128.shuffle(sums.get, sums.get, highHalf), 16);
    body.set(sums, join());
  };

  const rescaleInteger = (sums: Local<'v128'>, block: Scalar, start = 0): void => {
    body.set(sums, i32x4.multiply(i32x4.add(sums.get, v128.load(block, start)), v128.load(block, start + 16)));
    const half = (target: Local<'v128'>, product: Vector, at: number): void => {
      body.set(target, i64x2.shiftRight(i64x2.add(product, v128.load(block, start + 48 + at)), 31));
      const nudge = v128.and(i64x2.shiftRight(target.get, 63), v128.load(block, start + 112 + at));
      body.set(target, i64x2.add(i64x2.add(target.get, nudge), v128.load(block, start + 80 + at)));
      body.set(
        target,
        i64x2.shiftRight(i64x2.multiply(target.get, v128.load(block, start + 144 + at)), 32),
      );
    };
    half(low, i64x2.multiplyLow(sums.get, v128.load(block, start + 32)), 0);
    half(high, i64x2.multiplyHigh(sums.get, v128.load(block, start + 32)), 16);
    body.set(sums, join());
    body.set(
      sums,
      i32x4.add(
        i32x4.minimum(
          i32x4.maximum(sums.get, v128.constantI32(-int32Limit)),
          v128.constantI32(int32Limit),
        ),
        zeroPoint.get,
      ),
    );
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
    rescale: { unsigned: rescaleUnsigned, signed: rescaleSigned, integer: rescaleInteger }[form.arithmetic],
    pack(a, b, c, d) {
      const packed = i8x16.narrow(i16x8.narrow(a, b), i16x8.narrow(c, d));
      return form.clamps ? i8x16.minimum(i8x16.maximum(packed, minimum.get), maximum.get) : packed;
    },
  };
}
