import { ModuleBuilder } from '../../wasm/build-module.js';
import type { Vector } from '../../wasm/expression.js';
import type { Local } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { fillMemory, i32 } from '../../wasm/scalar-instructions.js';
import { i16x8, i32x4, i8x16, v128 } from '../../wasm/vector-instructions.js';
import { emitPixel } from './emit-pixel.js';

/** Words of the argument block. `columns` points at triples per output pixel: two byte offsets and a weight in 1/1024. */
export const bilinearArguments = {
  top: 0,
  bottom: 1,
  output: 2,
  /** The weights of top and bottom as 16-bit halves of a word. */
  rowWeights: 3,
  /** Pixels of the input, rounded up to whole vectors of eight bytes. */
  inputBytes: 4,
  outputPixels: 5,
  columns: 6,
  scratch: 7,
  borderOffset: 8,
  borderBytes: 9,
  borderValue: 10,
} as const;

const columnBytes = 12;

/** Half of the divisor 2^20. */
const half = 0x80000;

/**
 * A row of a bilinear resize of signed bytes with weights in 1/1024: first down the columns into 32-bit sums, then
 * along the row, rounded half away from zero.
 */
export function bilinearCode(pixelElements: number): KernelCode {
  return { key: `bilinear ${pixelElements}`, build: () => buildBilinear(pixelElements) };
}

function buildBilinear(pixelElements: number): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const word = (index: number) => i32.load(block.get, 4 * index);
  const top = body.scalar();
  const bottom = body.scalar();
  const sums = body.scalar();
  const end = body.scalar();
  const a = body.vector();
  const b = body.vector();
  const weights = body.vector();
  body.set(top, word(bilinearArguments.top));
  body.set(bottom, word(bilinearArguments.bottom));
  body.set(sums, word(bilinearArguments.scratch));
  body.set(end, i32.add(top.get, word(bilinearArguments.inputBytes)));
  body.set(weights, i32x4.splat(word(bilinearArguments.rowWeights)));
  body.loopWhile(() => {
    body.set(a, i16x8.load8Signed(top.get));
    body.set(b, i16x8.load8Signed(bottom.get));
    const pairs = (first: number): Vector =>
      v128.shuffle(
        a.get,
        b.get,
        [0, 1, 2, 3].flatMap((lane) => {
          const byte = 2 * (first + lane);
          return [byte, byte + 1, byte + 16, byte + 17];
        }),
      );
    body.do(v128.store(sums.get, i32x4.dot(pairs(0), weights.get)));
    body.do(v128.store(sums.get, i32x4.dot(pairs(4), weights.get), 16));
    body.advance(top, 8);
    body.advance(bottom, 8);
    body.advance(sums, 32);
    return i32.isLessUnsigned(top.get, end.get);
  });
  const column = body.scalar();
  const columnsEnd = body.scalar();
  const left = body.scalar();
  const right = body.scalar();
  const output = body.scalar();
  const value = body.vector();
  const weight = body.vector();
  body.set(column, word(bilinearArguments.columns));
  body.set(
    columnsEnd,
    i32.add(column.get, i32.multiply(word(bilinearArguments.outputPixels), i32.constant(columnBytes))),
  );
  body.set(output, word(bilinearArguments.output));
  body.loopWhile(() => {
    body.set(left, i32.add(word(bilinearArguments.scratch), i32.load(column.get)));
    body.set(right, i32.add(word(bilinearArguments.scratch), i32.load(column.get, 4)));
    body.set(weight, v128.load32Splat(column.get, 8));
    emitPixel(body, pixelElements, [left, right], output, (element) => {
      body.set(a, v128.load(left.get, element * 4));
      body.set(b, v128.load(right.get, element * 4));
      body.set(
        value,
        i32x4.add(i32x4.shiftLeft(a.get, 10), i32x4.multiply(i32x4.subtract(b.get, a.get), weight.get)),
      );
      emitRounding(body, value);
      body.do(
        v128.store32Lane(output.get, i8x16.narrow(i16x8.narrow(value.get, value.get), value.get), 0, element),
      );
    });
    body.advance(column, columnBytes);
    return i32.isLessUnsigned(column.get, columnsEnd.get);
  });
  body.when(word(bilinearArguments.borderBytes), () => {
    body.do(
      fillMemory(
        i32.add(word(bilinearArguments.output), word(bilinearArguments.borderOffset)),
        word(bilinearArguments.borderValue),
        word(bilinearArguments.borderBytes),
      ),
    );
  });
  return module.build();
}

function emitRounding(body: { set(local: Local<'v128'>, value: Vector): void }, value: Local<'v128'>): void {
  const nudged = i32x4.add(i32x4.add(value.get, v128.constantI32(half)), i32x4.shiftRight(value.get, 31));
  body.set(value, i32x4.shiftRight(nudged, 20));
}
