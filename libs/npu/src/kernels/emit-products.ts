import type { Scalar, Vector } from '../wasm/expression.js';
import type { FunctionBody, Local } from '../wasm/function-body.js';
import { i32 } from '../wasm/scalar-instructions.js';
import { i32x4, v128 } from '../wasm/vector-instructions.js';
import type { RegisterBlock } from './register-blocks.js';

/** Pairs between two returns to the loop's beginning. */
const pairsPerTurn = 8;

/** Registers of the inner product loop. */
export interface ProductRegisters {
  readonly sums: readonly Local<'v128'>[];
  readonly weights: readonly Local<'v128'>[];
  readonly operand: Local<'v128'>;
}

export function productRegisters(body: FunctionBody, blocks: readonly RegisterBlock[]): ProductRegisters {
  return {
    sums: body.vectors(Math.max(...blocks.map(({ vectors, pixels }) => vectors * pixels))),
    weights: body.vectors(Math.max(...blocks.map(({ vectors }) => vectors))),
    operand: body.vector(),
  };
}

/** Sets the sums of every pixel of a block to what those of its vectors start from. */
export function startSums(
  body: FunctionBody,
  sums: readonly Local<'v128'>[],
  { vectors, pixels }: Pick<RegisterBlock, 'vectors' | 'pixels'>,
  startOf: (vector: number) => Vector,
): void {
  sums.slice(0, vectors * pixels).forEach((sum, index) => {
    const first = sums[index % vectors] as Local<'v128'>;
    body.set(sum, index < vectors ? startOf(index) : first.get);
  });
}

/** Pointers into the operands of the products. */
export interface ProductPointers {
  readonly input: Local<'i32'>;
  readonly weights: Local<'i32'>;
  readonly end: Scalar;
}

/**
 * Adds the products of channel pairs from `input` to `end` to the sums of a block. `weights` is left within them.
 *
 * An exit follows every pair: V8 before 12.5 moves all loads of a longer block to its front and runs out of registers.
 */
export function emitProducts(
  body: FunctionBody,
  registers: ProductRegisters,
  block: RegisterBlock,
  pointers: ProductPointers,
  pixelBytes: number,
): void {
  const pairBytes = block.vectors * 16;
  body.loopUnrolled(
    pairsPerTurn,
    (copy) => {
      emitPair(body, registers, block, pointers, {
        pixelBytes,
        weightOffset: copy * pairBytes,
        isFirst: false,
      });
      return i32.isLessUnsigned(pointers.input.get, pointers.end);
    },
    () => body.advance(pointers.weights, pairsPerTurn * pairBytes),
  );
}

/** Sets the sums of a block to the products of the pair at `input`, and goes on to the next. */
export function emitFirstProducts(
  body: FunctionBody,
  registers: ProductRegisters,
  block: RegisterBlock,
  pointers: ProductPointers,
  pixelBytes: number,
): void {
  emitPair(body, registers, block, pointers, { pixelBytes, weightOffset: 0, isFirst: true });
  body.advance(pointers.weights, block.vectors * 16);
}

interface PairPlace {
  readonly pixelBytes: number;
  readonly weightOffset: number;
  readonly isFirst: boolean;
}

function emitPair(
  body: FunctionBody,
  { sums, weights, operand }: ProductRegisters,
  block: RegisterBlock,
  pointers: ProductPointers,
  { pixelBytes, weightOffset, isFirst }: PairPlace,
): void {
  const used = weights.slice(0, block.vectors);
  used.forEach((weight, vector) =>
    body.set(weight, v128.load(pointers.weights.get, weightOffset + vector * 16)),
  );
  for (let pixel = 0; pixel < block.pixels; pixel++) {
    body.set(operand, v128.load32Splat(pointers.input.get, pixel * pixelBytes));
    used.forEach((weight, vector) => {
      const sum = sums[pixel * block.vectors + vector] as Local<'v128'>;
      const product = i32x4.dot(weight.get, operand.get);
      body.set(sum, isFirst ? product : i32x4.add(sum.get, product));
    });
  }
  body.advance(pointers.input, 4);
}
