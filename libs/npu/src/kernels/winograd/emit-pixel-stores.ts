import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { v128 } from '../../wasm/vector-instructions.js';

/** Four bytes of two vectors in turn, from their low or their high halves. */
const lowPairs = [0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23];
const highPairs = [8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31];

/** Stores the codes of four pixels, each vector of them with four channels; those of two vectors together. */
export function emitPixelStores(
  body: FunctionBody,
  codes: readonly Local<'v128'>[],
  target: Local<'i32'>,
  pixelBytes: number,
): void {
  const [first, second] = codes as readonly [Local<'v128'>, Local<'v128'>?];
  if (second === undefined) {
    for (let pixel = 0; pixel < 4; pixel++) {
      body.do(v128.store32Lane(target.get, first.get, pixel, pixel * pixelBytes));
    }
    return;
  }
  const pair = body.vector();
  for (const [half, lanes] of [lowPairs, highPairs].entries()) {
    body.set(pair, v128.shuffle(first.get, second.get, lanes));
    for (const pixel of [0, 1]) {
      body.do(v128.store64Lane(target.get, pair.get, pixel, (2 * half + pixel) * pixelBytes));
    }
  }
}
