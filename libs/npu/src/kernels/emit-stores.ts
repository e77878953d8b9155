import type { FunctionBody, Local } from '../wasm/function-body.js';
import { v128 } from '../wasm/vector-instructions.js';
import type { RegisterBlock } from './register-blocks.js';
import type { EpilogueEmitter } from './requantization/emit-epilogue.js';

/** Rescales a block's sums and stores the codes: four vectors of codes make one register. */
export function emitStores(
  body: FunctionBody,
  sums: readonly Local<'v128'>[],
  { vectors, pixels }: Pick<RegisterBlock, 'vectors' | 'pixels'>,
  epilogue: EpilogueEmitter,
  { constants, output }: { readonly constants: Local<'i32'>; readonly output: Local<'i32'> },
  pixelBytes: number,
): void {
  const at = (pixel: number, vector: number): Local<'v128'> =>
    sums[pixel * vectors + Math.min(vector, vectors - 1)] as Local<'v128'>;
  for (let vector = 0; vector < vectors; vector++) {
    epilogue.choose(constants.get, vector * epilogue.vectorBytes);
    for (let pixel = 0; pixel < pixels; pixel++) epilogue.rescale(at(pixel, vector));
  }
  if (vectors >= 3) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      const first = at(pixel, 0);
      body.set(first, epilogue.pack([0, 1, 2, 3].map((vector) => at(pixel, vector).get)));
      const offset = pixel * pixelBytes;
      if (vectors === 4) body.do(v128.store(output.get, first.get, offset));
      else {
        body.do(v128.store64Lane(output.get, first.get, 0, offset));
        body.do(v128.store32Lane(output.get, first.get, 2, offset + 8));
      }
    }
    return;
  }
  const pixelsAtOnce = 4 / vectors;
  for (let pixel = 0; pixel < pixels; pixel += pixelsAtOnce) {
    const codes = [0, 1, 2, 3].map((index) => at(pixel + Math.floor(index / vectors), index % vectors));
    const first = at(pixel, 0);
    body.set(first, epilogue.pack(codes.map(({ get }) => get)));
    for (let index = 0; index < pixelsAtOnce; index++) {
      const offset = (pixel + index) * pixelBytes;
      if (vectors === 2) body.do(v128.store64Lane(output.get, first.get, index, offset));
      else body.do(v128.store32Lane(output.get, first.get, index, offset));
    }
  }
}
