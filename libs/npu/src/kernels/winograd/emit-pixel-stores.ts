import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { i32x4, v128 } from '../../wasm/vector-instructions.js';

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
  for (const [half, interleave] of [i32x4.interleaveLow, i32x4.interleaveHigh].entries()) {
    body.set(pair, interleave(first.get, second.get));
    for (const pixel of [0, 1]) {
      body.do(v128.store64Lane(target.get, pair.get, pixel, (2 * half + pixel) * pixelBytes));
    }
  }
}
