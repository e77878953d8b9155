import type { Vector } from '../../wasm/expression.js';
import type { ModuleBuilder } from '../../wasm/build-module.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { i32x4, v128 } from '../../wasm/vector-instructions.js';
import { emitFirstProducts, emitProducts, productRegisters } from '../emit-products.js';
import type { RegisterBlock } from '../register-blocks.js';
import { inputPlaneBytes, sumPlaneBytes, tileInputBytes, type WinogradForm } from './winograd-form.js';

/** The weights of these pairs, four vectors each, leave registers for the sums of a tile. */
const mostKeptPairs = 2;

/**
 * `(input planes, weights, sum planes, tiles)`: 36 matrix products, tiles by input channels by a register block's
 * output channels.
 *
 * Sums of tiles past the last fall into the next plane, which is written later.
 */
export function emitPlaneProducts(
  module: ModuleBuilder,
  form: WinogradForm,
  block: RegisterBlock,
): FunctionBody {
  const body = module.addFunction(`multiplyPlanes${block.vectors}`, 4);
  const inputs = body.parameter(0);
  const weights = body.parameter(1);
  const planeSums = body.parameter(2);
  const tiles = body.parameter(3);
  const registers = productRegisters(body, [block]);
  const plane = body.scalar();
  const tile = body.scalar();
  const input = body.scalar();
  const sums = body.scalar();
  const pointers = { input: body.scalar(), weights: body.scalar() };
  const end = body.scalar();
  const tileBytes = tileInputBytes(form);
  const pixelBytes = block.vectors * 16;
  const kept = form.pairs <= mostKeptPairs ? keptWeights(body, form.pairs, block.vectors) : undefined;
  body.repeat(plane, i32.constant(0), i32.constant(36), 1, () => {
    body.set(input, inputs.get);
    body.set(sums, planeSums.get);
    kept?.loadWeights(weights);
    body.repeat(tile, i32.constant(0), tiles.get, block.pixels, () => {
      if (kept === undefined) {
        body.set(pointers.input, input.get);
        body.set(pointers.weights, weights.get);
        body.set(end, i32.add(input.get, i32.constant(form.pairs * 4)));
        const operands = { ...pointers, end: end.get };
        emitFirstProducts(body, registers, block, operands, tileBytes);
        emitProducts(body, registers, block, operands, tileBytes);
      }
      for (let pixel = 0; pixel < block.pixels; pixel++) {
        kept?.loadInput(input, pixel * tileBytes);
        for (let vector = 0; vector < block.vectors; vector++) {
          const sum =
            kept?.product(vector) ?? (registers.sums[pixel * block.vectors + vector] as Local<'v128'>).get;
          body.do(v128.store(sums.get, sum, pixel * pixelBytes + vector * 16));
        }
      }
      body.advance(input, block.pixels * tileBytes);
      body.advance(sums, block.pixels * pixelBytes);
    });
    body.advance(inputs, inputPlaneBytes(form));
    body.advance(weights, form.pairs * block.vectors * 16);
    body.advance(planeSums, sumPlaneBytes(block.vectors));
  });
  return body;
}

/** Products of so few pairs that their weights stay in registers for all tiles of a plane. */
function keptWeights(body: FunctionBody, pairs: number, vectors: number) {
  const locals = body.vectors(pairs * vectors);
  const operands = body.vectors(pairs);
  return {
    loadWeights(weights: Local<'i32'>): void {
      locals.forEach((local, index) => body.set(local, v128.load(weights.get, index * 16)));
    },
    loadInput(input: Local<'i32'>, offset: number): void {
      operands.forEach((operand, pair) => body.set(operand, v128.load32Splat(input.get, offset + pair * 4)));
    },
    product: (vector: number): Vector =>
      operands
        .map((operand, pair) =>
          i32x4.dot((locals[pair * vectors + vector] as Local<'v128'>).get, operand.get),
        )
        .reduce(i32x4.add),
  };
}
