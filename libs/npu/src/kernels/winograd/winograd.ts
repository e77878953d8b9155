import { ModuleBuilder } from '../../wasm/build-module.js';
import type { FunctionBody } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { fillMemory, i32 } from '../../wasm/scalar-instructions.js';
import { registerBlocks, type RegisterBlock } from '../register-blocks.js';
import { epilogueVectorOffset } from '../requantization/pack-epilogue.js';
import { emitInputTransform } from './emit-input-transform.js';
import { emitOutputTransform } from './emit-output-transform.js';
import { emitPlaneProducts } from './emit-plane-products.js';
import {
  blockTiles,
  bytesOfWeights,
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
  const blocks = registerBlocks(form.vectors);
  const blocksBySize = new Map(blocks.map((registerBlock) => [registerBlock.vectors, registerBlock]));
  const stages = new Map(
    Array.from(blocksBySize, ([vectors, registerBlock]) => [
      vectors,
      emitBlockStages(module, form, registerBlock),
    ]),
  );
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
    const between = i32.add(scratch.get, i32.constant(layout.between));
    body.call(transformInput, block.get, inputOffset, scratch.get, between, here.get);
    for (const { first, vectors } of blocks) {
      const { multiplyPlanes, transformOutput } = stages.get(vectors) as BlockStages;
      const weights = i32.add(word(words.weights), i32.constant(bytesOfWeights(form.pairs, first)));
      body.call(multiplyPlanes, scratch.get, weights, sums, here.get);
      body.call(
        transformOutput,
        block.get,
        i32.add(outputOffset, i32.constant(4 * first)),
        i32.add(word(words.epilogue), i32.constant(epilogueVectorOffset(form, first))),
        sums,
        between,
        here.get,
      );
    }
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

interface BlockStages {
  readonly multiplyPlanes: FunctionBody;
  readonly transformOutput: FunctionBody;
}

/** What follows the input transform, for register blocks of one size. */
function emitBlockStages(module: ModuleBuilder, form: WinogradForm, block: RegisterBlock): BlockStages {
  return {
    multiplyPlanes: emitPlaneProducts(module, form, block),
    transformOutput: emitOutputTransform(module, form, block.vectors),
  };
}
