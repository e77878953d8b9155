import type { Vector } from '../../wasm/expression.js';
import type { ModuleBuilder } from '../../wasm/build-module.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { i32x4, v128 } from '../../wasm/vector-instructions.js';
import { emitEpilogue, type EpilogueEmitter } from '../requantization/emit-epilogue.js';
import { emitPixelStores } from './emit-pixel-stores.js';
import {
  sumPlaneBytes,
  tileVectorBytes,
  vectorsAtOnce,
  winogradArguments,
  type WinogradForm,
} from './winograd-form.js';

type Quad = readonly [Local<'v128'>, Local<'v128'>, Local<'v128'>, Local<'v128'>];

/** Inverse of 9 modulo 2^32. */
const inverseOfNine = 0x38e38e39;

/**
 * `(arguments, first output byte, constants of the first vector, sum planes, tile scratch, tiles)`: A^T m A of every
 * tile and vector of a register block, then the epilogue.
 *
 * What columns leave to rows goes through memory: the stores also keep V8 from loading more columns than registers
 * hold. A tile's vectors follow each other because they share cache lines.
 */
export function emitOutputTransform(
  module: ModuleBuilder,
  form: WinogradForm,
  vectors: number,
): FunctionBody {
  const body = module.addFunction(`transformOutput${vectors}`, 6);
  const block = body.parameter(0);
  const offset = body.parameter(1);
  const firstConstants = body.parameter(2);
  const planes = body.parameter(3);
  const scratch = body.parameter(4);
  const tiles = body.parameter(5);
  const atOnce = vectorsAtOnce(form);
  const first = emitEpilogue(body, form);
  const { vectorBytes } = first;
  const epilogues = [first, ...Array.from({ length: atOnce - 1 }, () => emitEpilogue(body, form))];
  const constants = body.scalar();
  const group = body.scalar();
  const tile = body.scalar();
  const source = body.scalar();
  const target = body.scalar();
  const outputOffset = body.scalar();
  const line = body.vectors(6);
  const results = body.vectors(4);
  const temporaries = body.vectors(4);
  const codes = body.vectors(atOnce);
  const planeBytes = sumPlaneBytes(vectors);

  const transformColumns = (vector: number, start: Vector): void => {
    const skipped = 16 * vector;
    if (form.arithmetic !== 'integer') addStart(body, form, source, start, skipped + 7 * planeBytes);
    for (let column = 0; column < 6; column++) {
      line.forEach((value, row) =>
        body.set(value, v128.load(source.get, skipped + (row * 6 + column) * planeBytes)),
      );
      transformLine(body, line, temporaries, (row, value) =>
        body.do(v128.store(scratch.get, value, vector * tileVectorBytes + row * 96 + column * 16)),
      );
    }
  };

  const transformRow = (vector: number, row: number, rescale: EpilogueEmitter['rescale']): void => {
    line.forEach((value, column) =>
      body.set(value, v128.load(scratch.get, vector * tileVectorBytes + row * 96 + column * 16)),
    );
    transformLine(body, line, temporaries, (index, value) =>
      body.set(results[index] as Local<'v128'>, value),
    );
    for (const result of results) {
      if (form.divides) divide(body, form, result);
      rescale(result);
    }
  };

  const transformVectors = (count: number): void => {
    const used = epilogues.slice(0, count);
    used.forEach((epilogue, vector) => {
      epilogue.choose(constants.get, vector * vectorBytes);
      transformColumns(vector, epilogue.start(constants.get, vector * vectorBytes));
    });
    for (let row = 0; row < 4; row++) {
      used.forEach((epilogue, vector) => {
        transformRow(vector, row, epilogue.rescale);
        body.set(codes[vector] as Local<'v128'>, epilogue.pack(results.map(({ get }) => get)));
      });
      const rowPointer = i32.load(block.get, 4 * (winogradArguments.outputRows + row));
      body.set(target, i32.add(rowPointer, outputOffset.get));
      emitPixelStores(body, codes.slice(0, count), target, form.outputPixelBytes);
    }
    body.advance(source, 16 * count);
    body.advance(outputOffset, 4 * count);
    body.advance(constants, vectorBytes * count);
  };

  for (const epilogue of epilogues) epilogue.begin(i32.load(block.get, 4 * winogradArguments.epilogue));
  body.set(source, planes.get);
  body.repeat(tile, i32.constant(0), tiles.get, 1, () => {
    body.set(constants, firstConstants.get);
    body.set(outputOffset, offset.get);
    const groups = Math.floor(vectors / atOnce);
    if (groups > 0) {
      body.repeat(group, i32.constant(0), i32.constant(groups), 1, () => transformVectors(atOnce));
    }
    if (vectors % atOnce > 0) transformVectors(vectors % atOnce);
    body.advance(offset, 4 * form.outputPixelBytes);
  });
  return body;
}

/** Adds what the sums start from to the plane whose value A^T m A passes on to all sixteen results as it is. */
function addStart(
  body: FunctionBody,
  form: WinogradForm,
  source: Local<'i32'>,
  start: Vector,
  offset: number,
): void {
  const factored = form.divides ? i32x4.multiply(start, v128.constantI32(9)) : start;
  body.do(v128.store(source.get, i32x4.add(v128.load(source.get, offset), factored), offset));
}

/** Divides by 9, and by 64 where the epilogue has no factor. */
function divide(body: FunctionBody, { arithmetic }: WinogradForm, result: Local<'v128'>): void {
  const quotient = i32x4.multiply(result.get, v128.constantI32(inverseOfNine));
  body.set(result, arithmetic === 'integer' ? i32x4.shiftRight(quotient, 6) : quotient);
}

/** One line of A^T m, with the last term doubled because its weights carry half the scale. */
function transformLine(
  body: FunctionBody,
  line: readonly Local<'v128'>[],
  temporaries: readonly Local<'v128'>[],
  store: (index: number, value: Vector) => void,
): void {
  const at = (index: number): Vector => (line[index] as Local<'v128'>).get;
  const [sum12, difference12, sum34, difference34] = temporaries as Quad;
  const { add, subtract, shiftLeft } = i32x4;
  body.set(sum12, add(at(1), at(2)));
  body.set(difference12, subtract(at(1), at(2)));
  body.set(sum34, add(at(3), at(4)));
  body.set(difference34, subtract(at(3), at(4)));
  store(0, add(add(at(0), sum12.get), sum34.get));
  body.set(difference34, add(difference34.get, difference34.get));
  store(1, add(difference12.get, difference34.get));
  store(2, add(sum12.get, shiftLeft(sum34.get, 2)));
  store(3, add(difference12.get, add(shiftLeft(difference34.get, 2), add(at(5), at(5)))));
}
