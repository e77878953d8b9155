import { directCode } from '../../kernels/direct/direct.js';
import type { DirectForm } from '../../kernels/direct/direct-form.js';
import { packDirectWeights } from '../../kernels/direct/pack-direct-weights.js';
import { pixelOverrun } from '../../kernels/register-blocks.js';
import { bytesOf, type RowStep } from '../rows/row-step.js';
import { borderWords, pixelBytes, widenBorders, type RowTensor } from '../rows/row-tensor.js';
import type { DenseConvolution } from './dense-convolution.js';
import { rowsUnderKernel, widenForKernel } from './kernel-window.js';
import { packScaledWeights } from './pack-scaled-weights.js';

/** The step of a convolution from rows of 16-bit integers; `undefined` where no exact epilogue exists. */
export function directStep(
  convolution: DenseConvolution,
  input: RowTensor,
  output: RowTensor,
): RowStep | undefined {
  const { kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = convolution;
  const { padTop, padLeft, outputs, inputs } = convolution;
  const vectors = Math.ceil(outputs / 4);
  const scaled = packScaledWeights(convolution, vectors);
  if (scaled === undefined) return undefined;
  const { epilogue } = scaled;
  const elements = input.geometry.pixelElements;
  const pairedInputs = Math.ceil(inputs / 2) * 2;
  const joinsTaps =
    kernelWidth > 1 && dilationWidth === 1 && (elements <= 8 || elements <= pairedInputs * 1.15);
  const columns = joinsTaps ? 1 : kernelWidth;
  const runLength = joinsTaps ? kernelWidth * elements : pairedInputs;
  const runs = Array.from({ length: kernelHeight * columns }, (_, run) => ({
    line: Math.floor(run / columns) * dilationHeight - padTop,
    pixel: (run % columns) * dilationWidth - padLeft,
  }));
  const weights = packDirectWeights(
    arrangeRuns({ ...convolution, weights: scaled.weights }, columns, runLength, elements),
    outputs,
    runs.length,
    runLength,
  );
  const inputBytes = pixelBytes(input);
  const form: DirectForm = {
    ...epilogue.form,
    vectors,
    stepBytes: strideWidth * inputBytes,
    outputPixelBytes: pixelBytes(output),
  };
  const width = output.geometry.width;
  widenForKernel(convolution, input, output, ((pixelOverrun + 1) * strideWidth + 1) * elements + 64);
  widenBorders(output, { overrunBytes: (pixelOverrun + 1) * pixelBytes(output) });
  return {
    code: directCode(form),
    inputs: [rowsUnderKernel(convolution, input)],
    output,
    rows: 1,
    constants: [bytesOf(weights), epilogue.constants],
    scratchBytes: 0,
    argumentWords: (call) => [
      call.output(call.row),
      call.constant(0),
      call.constant(1),
      width,
      runLength * 2,
      runs.length,
      ...borderWords(output),
      ...runs.map(({ line, pixel }) => call.input(0, call.row * strideHeight + line) + pixel * inputBytes),
    ],
  };
}

/** Weights as `[outputs, runs, run length]`, zeros where a run meets channels that only fill up. */
function arrangeRuns(
  { weights, outputs, kernelHeight, kernelWidth, inputs }: DenseConvolution,
  columns: number,
  runLength: number,
  elements: number,
): Int16Array {
  const tapLength = columns === 1 && kernelWidth > 1 ? elements : runLength;
  const taps = kernelHeight * kernelWidth;
  const arranged = new Int16Array(outputs * taps * tapLength);
  for (let tap = 0; tap < outputs * taps; tap++) {
    arranged.set(weights.subarray(tap * inputs, (tap + 1) * inputs), tap * tapLength);
  }
  return arranged;
}
