import { asNhwc } from '../../graph/shape.js';
import type { TransposedConvolutionParameters } from '../../kernels/reference/transposed-convolution.js';
import { moveStep } from '../rows/move-step.js';
import type { RowStep } from '../rows/row-step.js';
import { pixelBytes, type RowTensor } from '../rows/row-tensor.js';
import { flipOf, rowsOf, type SegmentBuilder } from '../rows/segment-builder.js';
import { addConvolution } from './convolution.js';
import { denseConvolution } from './dense-convolution.js';
import { spreadCopies } from './depth-to-space.js';
import { defineLowering } from './lower-operation.js';

/**
 * A transposed convolution of stride s is a convolution with s² times the outputs, one set for each place that an
 * output can have within a stride, followed by spreading these sets over the pixels.
 */
export const transposedConvolution = defineLowering({
  kernel: 'transposed-convolution',
  lower({ inputs: [input], outputs: [output], parameters }, { builder }) {
    if (input === undefined || output === undefined) return false;
    const p = parameters as unknown as TransposedConvolutionParameters;
    const [, outHeight, outWidth, outputs] = asNhwc(builder.tensor(output).shape);
    const rows = axisOf(outHeight, p.strideHeight, p.padTop, p.weightShape[1] ?? 1);
    const columns = axisOf(outWidth, p.strideWidth, p.padLeft, p.weightShape[2] ?? 1);
    const sets = p.strideHeight * p.strideWidth;
    const repeated = (values: Int32Array): Int32Array =>
      Int32Array.from({ length: sets * outputs }, (_, index) => values[index % outputs] as number);
    const dense = denseConvolution(
      {
        ...p,
        weights: spreadWeights(p, rows.taps, columns.taps),
        weightShape: [sets * outputs, rows.taps, columns.taps, p.weightShape[3] ?? 1],
        bias: repeated(p.bias),
        multipliers: repeated(p.multipliers),
        shifts: repeated(p.shifts),
        groups: 1,
        strideHeight: 1,
        strideWidth: 1,
        dilationHeight: 1,
        dilationWidth: 1,
        padTop: rows.taps - 1 - rows.first,
        padLeft: columns.taps - 1 - columns.first,
        roundsOnceWhenBuiltin: false,
      },
      flipOf(builder.tensor(input)),
      flipOf(builder.tensor(output)),
      'reference',
    );
    if (dense.padTop < 0 || dense.padLeft < 0) return false;
    const { name } = builder.tensor(output);
    const spread = rowsOf(`${name} by places`, rows.positions, columns.positions, sets * outputs, 0);
    if (!addConvolution(builder, dense, input, () => spread)) return false;
    addSpreading(builder, p, spread, output, { rows, columns, outputs });
    return true;
  },
});

interface Axis {
  /** Taps that meet at one place. */
  readonly taps: number;
  /** First position of the stride-1 convolution, and how many there are. */
  readonly first: number;
  readonly positions: number;
  /** Results of the first position that lie before the picture. */
  readonly cropped: number;
}

function axisOf(size: number, stride: number, pad: number, kernel: number): Axis {
  const first = Math.floor(pad / stride);
  return {
    taps: Math.ceil(kernel / stride),
    first,
    positions: Math.floor((size - 1 + pad) / stride) - first + 1,
    cropped: pad - stride * first,
  };
}

/** Weights `[place, outputs, taps, taps, depth]` less nothing; taps beyond the kernel hold the zero point. */
function spreadWeights(
  { weights, weightShape, strideHeight, strideWidth, weightZeroPoint }: TransposedConvolutionParameters,
  tapRows: number,
  tapColumns: number,
): Uint8Array | Int8Array {
  const [outputs = 1, kernelHeight = 1, kernelWidth = 1, depth = 1] = weightShape;
  const length = strideHeight * strideWidth * outputs * tapRows * tapColumns * depth;
  const result = (weights instanceof Uint8Array ? new Uint8Array(length) : new Int8Array(length)).fill(
    weightZeroPoint,
  );
  let target = 0;
  for (let place = 0; place < strideHeight * strideWidth; place++) {
    for (let output = 0; output < outputs; output++) {
      for (let tap = 0; tap < tapRows * tapColumns; tap++) {
        const row =
          Math.floor(place / strideWidth) + strideHeight * (tapRows - 1 - Math.floor(tap / tapColumns));
        const column = (place % strideWidth) + strideWidth * (tapColumns - 1 - (tap % tapColumns));
        if (row < kernelHeight && column < kernelWidth) {
          const from = ((output * kernelHeight + row) * kernelWidth + column) * depth;
          result.set(weights.subarray(from, from + depth), target);
        }
        target += depth;
      }
    }
  }
  return result;
}

function addSpreading(
  builder: SegmentBuilder,
  { strideHeight, strideWidth, padTop }: TransposedConvolutionParameters,
  spread: RowTensor,
  output: number,
  { rows, columns, outputs }: { readonly rows: Axis; readonly columns: Axis; readonly outputs: number },
): void {
  const { height } = builder.newRows(output, 0).geometry;
  const makeSpread = (target: RowTensor, flip: number): RowStep => {
    const step = pixelBytes(target);
    return moveStep(
      target,
      [
        {
          tensor: spread,
          row: (row) => Math.floor((row + padTop) / strideHeight) - rows.first,
          offset: (row) => ((row + padTop) % strideHeight) * strideWidth * outputs,
        },
      ],
      flip,
      {
        copies: spreadCopies(strideWidth, outputs, step),
        steps: columns.positions,
        outputBytes: strideWidth * step,
      },
    );
  };
  const width = columns.positions * strideWidth;
  if (columns.cropped === 0 && width === builder.newRows(output, 0).geometry.width) {
    builder.addMove(output, makeSpread);
    return;
  }
  const wide = rowsOf(`${builder.tensor(output).name} uncropped`, height, width, outputs, 0);
  builder.steps.push(makeSpread(wide, 0));
  builder.addMove(output, (target, flip) =>
    moveStep(target, [{ tensor: wide, offset: () => columns.cropped * pixelBytes(wide) }], flip),
  );
}
