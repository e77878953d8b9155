import type { Scalar, Vector } from '../../wasm/expression.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { i32x4, i8x16, v128 } from '../../wasm/vector-instructions.js';
import { emitDoubleRescale } from './emit-double-rescale.js';
import { emitIntegerRescale } from './emit-integer-rescale.js';
import type { RescaleEmitter } from './emit-rescale.js';
import { emitSingleRescale } from './emit-single-rescale.js';
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
  /** Chooses the vector of channels that follows; its constants lie at `block + start`, until the next choice. */
  readonly choose: (block: Scalar, start?: number) => void;
  /** Turns four sums of the chosen vector in place into four codes, neither clamped nor packed yet. */
  readonly rescale: (sums: Local<'v128'>) => void;
  /** Sixteen codes of four vectors, clamped. */
  readonly pack: (codes: readonly Vector[]) => Vector;
}

export function emitEpilogue(body: FunctionBody, form: EpilogueForm): EpilogueEmitter {
  const { arithmetic, sumForm } = form;
  const emitter = rescaleEmitter(body, form);
  const minimum = body.vector();
  const maximum = body.vector();
  const belowZero = body.vector();

  const correctBelowZero = (sums: Local<'v128'>): void => {
    const topBits = i32x4.shiftRight(sums.get, 31);
    const correction =
      sumForm === 'joined' ? v128.andNot(belowZero.get, topBits) : v128.and(belowZero.get, topBits);
    body.set(sums, i32x4.add(sums.get, correction));
  };

  return {
    vectorOffset: (vector) => epilogueVectorOffset(form, vector),
    vectorBytes: epilogueVectorBytes(form),
    begin(constants) {
      emitter.begin(constants);
      body.set(minimum, v128.load(constants, epilogueHeader.minimum));
      body.set(maximum, v128.load(constants, epilogueHeader.maximum));
    },
    start: (block, start = 0) =>
      arithmetic === 'integer' ? v128.constantI32(0) : v128.load(block, start + epilogueVector.start),
    choose(block, start = 0) {
      const constantAt = (offset: number): Vector => v128.load(block, start + offset);
      emitter.choose(constantAt);
      if (arithmetic === 'signed') body.set(belowZero, constantAt(epilogueVector.belowZero));
    },
    rescale(sums) {
      if (arithmetic === 'signed') correctBelowZero(sums);
      emitter.rescale(sums);
    },
    pack(codes) {
      const [a, b, c, d] = codes as readonly [Vector, Vector, Vector, Vector];
      const packed = emitter.narrow(a, b, c, d);
      return form.clamps ? i8x16.minimum(i8x16.maximum(packed, minimum.get), maximum.get) : packed;
    },
  };
}

function rescaleEmitter(body: FunctionBody, { arithmetic, sumForm }: EpilogueForm): RescaleEmitter {
  if (arithmetic === 'integer') return emitIntegerRescale(body);
  return sumForm === 'single' ? emitSingleRescale(body) : emitDoubleRescale(body, sumForm);
}
