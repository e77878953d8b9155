import { packEpilogue } from '../../kernels/requantization/pack-epilogue.js';
import { packWinogradWeights, winogradFactor } from '../../kernels/winograd/pack-winograd-weights.js';
import { winogradCode } from '../../kernels/winograd/winograd.js';
import { winogradScratch, type WinogradForm } from '../../kernels/winograd/winograd-form.js';
import { bytesOf, type RowStep } from '../rows/row-step.js';
import { borderWords, pixelBytes, widenBorders, type RowTensor } from '../rows/row-tensor.js';
import type { DenseConvolution } from './dense-convolution.js';

/** Sums below this survive the division by 9 modulo 2^32, and 64 is left. */
const largestDividedSum = 2 ** 25;

/** The step of a 3x3 convolution of stride 1; `undefined` where its sums or weights do not fit. */
export function winogradStep(
  convolution: DenseConvolution,
  input: RowTensor,
  output: RowTensor,
): RowStep | undefined {
  const { padTop, padLeft } = convolution;
  if (!isWinogradShape(convolution)) return undefined;
  const divides = convolution.reach * winogradFactor >= 2 ** 31;
  if (divides && convolution.reach >= largestDividedSum) return undefined;
  const vectors = Math.ceil(convolution.outputs / 4);
  const packed = packWithLeastDivision(convolution, vectors, divides);
  const weights = packWinogradWeights(convolution.weights, convolution.outputs, convolution.inputs);
  if (packed === undefined || weights === undefined) return undefined;
  const { epilogue } = packed;
  const form: WinogradForm = {
    ...epilogue.form,
    pairs: Math.ceil(convolution.inputs / 2),
    vectors,
    inputPixelBytes: pixelBytes(input),
    outputPixelBytes: pixelBytes(output),
    divides: packed.divides,
  };
  const width = output.geometry.width;
  const tiles = Math.ceil(width / 4);
  widenBorders(input, {
    lead: padLeft,
    trail: Math.max(0, width + 2 - padLeft - input.geometry.width),
    overrunBytes: 4 * pixelBytes(input) + 64,
  });
  widenBorders(output, { overrunBytes: 4 * pixelBytes(output) });
  return {
    code: winogradCode(form),
    inputs: [{ tensor: input, firstRow: (row) => row - padTop, lastRow: (row) => row - padTop + 2 }],
    output,
    rows: 4,
    constants: [bytesOf(weights), epilogue.constants],
    scratchBytes: winogradScratch(form).bytes,
    argumentWords: (call) => [
      ...[0, 1, 2, 3, 4, 5].map(
        (line) => call.input(0, call.row - padTop + line) - padLeft * form.inputPixelBytes,
      ),
      ...[0, 1, 2, 3].map((line) => call.output(call.row + line)),
      call.constant(0),
      call.constant(1),
      call.scratch,
      tiles,
      ...(width % 4 === 0 ? [0, 0, 0] : borderWords(output)),
    ],
  };
}

function isWinogradShape(convolution: DenseConvolution): boolean {
  const { kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = convolution;
  return (
    kernelHeight === 3 &&
    kernelWidth === 3 &&
    strideHeight === 1 &&
    strideWidth === 1 &&
    dilationHeight === 1 &&
    dilationWidth === 1
  );
}

/** The factor 576 goes into the constants when the sums leave room for it and the proof holds, and is divided out otherwise. */
function packWithLeastDivision(convolution: DenseConvolution, vectors: number, mustDivide: boolean) {
  const factored = mustDivide
    ? undefined
    : packEpilogue(convolution.channels, vectors, winogradFactor, ['single', 'joined', 'converted']);
  if (factored !== undefined) return { epilogue: factored, divides: false };
  if (convolution.reach >= largestDividedSum) return undefined;
  const divided =
    packEpilogue(convolution.channels, vectors, winogradFactor / 9) ??
    packEpilogue(convolution.channels, vectors, 1);
  return divided === undefined ? undefined : { epilogue: divided, divides: true };
}
