import { ModuleBuilder } from '../../wasm/build-module.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { fillMemory, i32 } from '../../wasm/scalar-instructions.js';
import { emitInputTransform } from './emit-input-transform.js';
import { emitOutputTransform } from './emit-output-transform.js';
import { emitPlaneProducts } from './emit-plane-products.js';
import {
  blockTiles,
  winogradArguments as words,
  winogradScratch,
  type WinogradForm,
} from './winograd-form.js';

/** Four rows of a 3x3 convolution of stride 1, from six rows of input: exact integer Winograd F(4x4, 3x3). */
export function winogradCode(form: WinogradForm): KernelCode {
  return { key: `winograd ${JSON.stringify(form)}`, build: () => buildWinograd(form) };
}

function buildWinograd(form: WinogradForm): Uint8Array {
  const module = new ModuleBuilder();
  const transformInput = emitInputTransform(module, form);
  const multiplyPlanes = emitPlaneProducts(module, form);
  const transformOutput = emitOutputTransform(module, form);
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const tile = body.scalar();
  const tiles = body.scalar();
  const here = body.scalar();
  const scratch = body.scalar();
  const word = (index: number) => i32.load(block.get, 4 * index);
  const layout = winogradScratch(form);
  body.set(tiles, word(words.tiles));
  body.set(scratch, word(words.scratch));
  body.repeat(tile, i32.constant(0), tiles.get, blockTiles, () => {
    body.set(here, i32.minimumUnsigned(i32.subtract(tiles.get, tile.get), i32.constant(blockTiles)));
    const inputOffset = i32.multiply(tile.get, i32.constant(4 * form.inputPixelBytes));
    const outputOffset = i32.multiply(tile.get, i32.constant(4 * form.outputPixelBytes));
    const sums = i32.add(scratch.get, i32.constant(layout.sums));
    body.call(transformInput, block.get, inputOffset, scratch.get, here.get);
    body.call(multiplyPlanes, scratch.get, word(words.weights), sums, here.get);
    body.call(
      transformOutput,
      block.get,
      outputOffset,
      sums,
      i32.add(scratch.get, i32.constant(layout.tile)),
      here.get,
    );
  });
  body.when(word(words.borderBytes), () => {
    for (let row = 0; row < 4; row++) {
      body.do(
        fillMemory(
          i32.add(word(words.outputRows + row), word(words.borderOffset)),
          word(words.borderValue),
          word(words.borderBytes),
        ),
      );
    }
  });
  return module.build();
}
