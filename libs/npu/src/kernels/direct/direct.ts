import { ModuleBuilder } from '../../wasm/build-module.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { fillMemory, i32 } from '../../wasm/scalar-instructions.js';
import { startSums, emitProducts, productRegisters } from '../emit-products.js';
import { emitStores } from '../emit-stores.js';
import { registerBlocks } from '../register-blocks.js';
import { emitEpilogue } from '../requantization/emit-epilogue.js';
import { directArguments as words, type DirectForm } from './direct-form.js';

/** One row of a convolution with any kernel, stride and dilation, from rows widened to 16 bits. */
export function directCode(form: DirectForm): KernelCode {
  return { key: `direct ${JSON.stringify(form)}`, build: () => buildDirect(form) };
}

function buildDirect(form: DirectForm): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const word = (index: number) => i32.load(block.get, 4 * index);
  const blocks = registerBlocks(form.vectors);
  const registers = productRegisters(body, blocks);
  const epilogue = emitEpilogue(body, form);
  const pixel = body.scalar();
  const inputOffset = body.scalar();
  const output = body.scalar();
  const run = body.scalar();
  const runs = body.scalar();
  const runsEnd = body.scalar();
  const constants = body.scalar();
  const firstWeight = body.scalar();
  const runWeights = body.scalar();
  const runWeightBytes = body.scalar();
  const end = body.scalar();
  const pointers = { input: body.scalar(), weights: body.scalar() };
  epilogue.begin(word(words.epilogue));
  body.set(firstWeight, word(words.weights));
  body.set(runs, i32.add(block.get, i32.constant(4 * words.runs)));
  body.set(runsEnd, i32.add(runs.get, i32.shiftLeft(word(words.runCount), i32.constant(2))));
  for (const registerBlock of blocks) {
    body.set(output, i32.add(word(words.output), i32.constant(registerBlock.first * 4)));
    body.set(
      constants,
      i32.add(word(words.epilogue), i32.constant(epilogue.vectorOffset(registerBlock.first))),
    );
    body.set(runWeightBytes, i32.multiply(word(words.runBytes), i32.constant(4 * registerBlock.vectors)));
    body.set(inputOffset, i32.constant(0));
    body.repeat(pixel, i32.constant(0), word(words.pixels), registerBlock.pixels, () => {
      startSums(body, registers.sums, registerBlock, (vector) =>
        epilogue.start(constants.get, vector * epilogue.vectorBytes),
      );
      body.set(runWeights, firstWeight.get);
      body.repeat(run, runs.get, runsEnd.get, 4, () => {
        body.set(pointers.input, i32.add(i32.load(run.get), inputOffset.get));
        body.set(end, i32.add(pointers.input.get, word(words.runBytes)));
        body.set(pointers.weights, runWeights.get);
        emitProducts(body, registers, registerBlock, { ...pointers, end: end.get }, form.stepBytes);
        body.advance(runWeights, runWeightBytes.get);
      });
      emitStores(body, registers.sums, registerBlock, epilogue, { constants, output }, form.outputPixelBytes);
      body.advance(inputOffset, registerBlock.pixels * form.stepBytes);
      body.advance(output, registerBlock.pixels * form.outputPixelBytes);
    });
    body.set(firstWeight, runWeights.get);
  }
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
