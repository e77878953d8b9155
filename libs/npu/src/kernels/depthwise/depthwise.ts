import { ModuleBuilder } from '../../wasm/build-module.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { fillMemory, i32 } from '../../wasm/scalar-instructions.js';
import { i16x8, i32x4, v128 } from '../../wasm/vector-instructions.js';
import { startSums } from '../emit-products.js';
import { emitStores } from '../emit-stores.js';
import { emitEpilogue } from '../requantization/emit-epilogue.js';
import {
  channelsAtOnce,
  depthwiseArguments as words,
  pixelsAtOnce,
  type DepthwiseForm,
} from './depthwise-form.js';

/** One row of a convolution in which every channel has a kernel of its own, from rows of signed bytes. */
export function depthwiseCode(form: DepthwiseForm): KernelCode {
  return { key: `depthwise ${JSON.stringify(form)}`, build: () => buildDepthwise(form) };
}

function buildDepthwise(form: DepthwiseForm): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const word = (index: number) => i32.load(block.get, 4 * index);
  const channels = channelsAtOnce(form);
  const registerBlock = { vectors: channels / 4, pixels: pixelsAtOnce(form) };
  const sums = body.vectors(registerBlock.vectors * registerBlock.pixels);
  const epilogue = emitEpilogue(body, form);
  const channel = body.scalar();
  const pixel = body.scalar();
  const inputOffset = body.scalar();
  const output = body.scalar();
  const constants = body.scalar();
  const tap = body.scalar();
  const tapsEnd = body.scalar();
  const firstWeight = body.scalar();
  const weights = body.scalar();
  const products = productLocals(body, registerBlock.vectors);
  epilogue.begin(word(words.epilogue));
  body.set(constants, i32.add(word(words.epilogue), i32.constant(epilogue.vectorOffset(0))));
  body.set(firstWeight, word(words.weights));
  body.set(
    tapsEnd,
    i32.add(
      block.get,
      i32.add(i32.shiftLeft(word(words.tapPairs), i32.constant(3)), i32.constant(4 * words.taps)),
    ),
  );
  body.repeat(channel, i32.constant(0), i32.constant(form.pixelBytes), channels, () => {
    body.set(inputOffset, channel.get);
    body.set(output, i32.add(word(words.output), channel.get));
    body.repeat(pixel, i32.constant(0), word(words.pixels), registerBlock.pixels, () => {
      startSums(body, sums, registerBlock, (vector) =>
        epilogue.start(constants.get, vector * epilogue.vectorBytes),
      );
      body.set(weights, firstWeight.get);
      body.set(tap, i32.add(block.get, i32.constant(4 * words.taps)));
      body.loopWhile(() => {
        emitTapPair(body, form, { sums, tap, inputOffset, weights, ...products });
        body.advance(tap, 8);
        return i32.isLessUnsigned(tap.get, tapsEnd.get);
      });
      emitStores(body, sums, registerBlock, epilogue, { constants, output }, form.pixelBytes);
      body.advance(inputOffset, registerBlock.pixels * form.strideWidth * form.pixelBytes);
      body.advance(output, registerBlock.pixels * form.pixelBytes);
    });
    body.set(firstWeight, weights.get);
    body.advance(constants, registerBlock.vectors * epilogue.vectorBytes);
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

function productLocals(body: FunctionBody, vectors: number) {
  return {
    first: body.scalar(),
    second: body.scalar(),
    pair: body.vector(),
    factors: body.vectors(vectors),
  };
}

/** Adds the products of two taps: their bytes side by side, as 16-bit pairs against the pairs of weights. */
function emitTapPair(
  body: FunctionBody,
  form: DepthwiseForm,
  locals: ReturnType<typeof productLocals> & {
    readonly sums: readonly Local<'v128'>[];
    readonly tap: Local<'i32'>;
    readonly inputOffset: Local<'i32'>;
    readonly weights: Local<'i32'>;
  },
): void {
  const { sums, tap, inputOffset, weights, first, second, pair, factors } = locals;
  const step = form.strideWidth * form.pixelBytes;
  const load = channelsAtOnce(form) === 4 ? v128.load32Zero : v128.load64Zero;
  body.set(first, i32.add(i32.load(tap.get), inputOffset.get));
  body.set(second, i32.add(i32.load(tap.get, 4), inputOffset.get));
  factors.forEach((factor, vector) => body.set(factor, v128.load(weights.get, vector * 16)));
  for (let pixel = 0; pixel * factors.length < sums.length; pixel++) {
    body.set(pair, v128.shuffle(load(first.get, pixel * step), load(second.get, pixel * step), pairLanes));
    factors.forEach((factor, vector) => {
      const sum = sums[pixel * factors.length + vector] as Local<'v128'>;
      const codes = vector === 0 ? i16x8.extendLow(pair.get) : i16x8.extendHigh(pair.get);
      body.set(sum, i32x4.add(sum.get, i32x4.dot(codes, factor.get)));
    });
  }
  body.advance(weights, factors.length * 16);
}

/** Eight bytes of two registers in turn. */
const pairLanes = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((lane) => [lane, lane + 16]);
