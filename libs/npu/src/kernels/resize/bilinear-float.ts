import { ModuleBuilder } from '../../wasm/build-module.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { fillMemory, i32 } from '../../wasm/scalar-instructions.js';
import { f32x4, i16x8, i32x4, i8x16, v128 } from '../../wasm/vector-instructions.js';
import { emitPixel } from './emit-pixel.js';

/**
 * Words of the argument block. The weights are floats. `columns` points at a left and a right byte offset and their two
 * weights per output pixel; `scratch` at two rows of `planeBytes`.
 */
export const bilinearFloatArguments = {
  top: 0,
  bottom: 1,
  output: 2,
  topWeight: 3,
  bottomWeight: 4,
  inputBytes: 5,
  outputPixels: 6,
  columns: 7,
  scratch: 8,
  planeBytes: 9,
  borderOffset: 10,
  borderBytes: 11,
  borderValue: 12,
} as const;

const columnBytes = 16;

/**
 * A row of a bilinear resize of unsigned bytes in float32, every step rounded as the scalar kernel rounds it: both rows
 * times their weights first, then four products in its order, a half added and the rest cut off.
 */
export function bilinearFloatCode(pixelElements: number): KernelCode {
  return { key: `bilinear float ${pixelElements}`, build: () => buildBilinearFloat(pixelElements) };
}

function buildBilinearFloat(pixelElements: number): Uint8Array {
  const words = bilinearFloatArguments;
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const word = (index: number) => i32.load(body.parameter(0).get, 4 * index);
  const scratch = body.scalar();
  const bottoms = body.scalar();
  body.set(scratch, word(words.scratch));
  body.set(bottoms, i32.add(scratch.get, word(words.planeBytes)));
  emitWeightedRow(body, word(words.top), word(words.topWeight), word(words.inputBytes), scratch);
  emitWeightedRow(body, word(words.bottom), word(words.bottomWeight), word(words.inputBytes), bottoms);
  const column = body.scalar();
  const columnsEnd = body.scalar();
  const output = body.scalar();
  const corners = body.scalars(4) as [Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>];
  const [topLeft, bottomLeft, topRight, bottomRight] = corners;
  const across = body.vector();
  const back = body.vector();
  const sum = body.vector();
  body.set(column, word(words.columns));
  body.set(
    columnsEnd,
    i32.add(column.get, i32.multiply(word(words.outputPixels), i32.constant(columnBytes))),
  );
  body.set(output, word(words.output));
  body.loopWhile(() => {
    body.set(topLeft, i32.add(scratch.get, i32.load(column.get)));
    body.set(bottomLeft, i32.add(bottoms.get, i32.load(column.get)));
    body.set(topRight, i32.add(scratch.get, i32.load(column.get, 4)));
    body.set(bottomRight, i32.add(bottoms.get, i32.load(column.get, 4)));
    body.set(across, v128.load32Splat(column.get, 8));
    body.set(back, v128.load32Splat(column.get, 12));
    emitPixel(body, pixelElements, corners, output, (element) => {
      const product = (corner: Local<'i32'>, weight: Local<'v128'>) =>
        f32x4.multiply(v128.load(corner.get, element * 4), weight.get);
      body.set(sum, f32x4.add(product(topLeft, back), product(bottomLeft, back)));
      body.set(sum, f32x4.add(sum.get, product(topRight, across)));
      body.set(sum, f32x4.add(sum.get, product(bottomRight, across)));
      body.set(sum, i32x4.truncateF32(f32x4.add(sum.get, v128.constantF32(0.5))));
      body.set(sum, i32x4.subtract(sum.get, v128.constantI32(128)));
      body.set(sum, i16x8.narrow(sum.get, sum.get));
      body.do(v128.store32Lane(output.get, i8x16.narrow(sum.get, sum.get), 0, element));
    });
    body.advance(column, columnBytes);
    return i32.isLessUnsigned(column.get, columnsEnd.get);
  });
  body.when(word(words.borderBytes), () => {
    body.do(
      fillMemory(
        i32.add(word(words.output), word(words.borderOffset)),
        word(words.borderValue),
        word(words.borderBytes),
      ),
    );
  });
  return module.build();
}

/** A row's codes as floats, times one weight. */
function emitWeightedRow(
  body: FunctionBody,
  row: ReturnType<typeof i32.load>,
  weight: ReturnType<typeof i32.load>,
  bytes: ReturnType<typeof i32.load>,
  target: Local<'i32'>,
): void {
  const [from, end, to] = body.scalars(3) as [Local<'i32'>, Local<'i32'>, Local<'i32'>];
  const codes = body.vector();
  const factor = body.vector();
  body.set(from, row);
  body.set(end, i32.add(from.get, bytes));
  body.set(to, target.get);
  body.set(factor, i32x4.splat(weight));
  body.loopWhile(() => {
    body.set(codes, i16x8.add(i16x8.load8Signed(from.get), v128.constantI16(128)));
    const weighted = (half: typeof codes.get) => f32x4.multiply(f32x4.convert(half), factor.get);
    body.do(v128.store(to.get, weighted(i32x4.extendLow(codes.get))));
    body.do(v128.store(to.get, weighted(i32x4.extendHigh(codes.get)), 16));
    body.advance(from, 8);
    body.advance(to, 32);
    return i32.isLessUnsigned(from.get, end.get);
  });
}
