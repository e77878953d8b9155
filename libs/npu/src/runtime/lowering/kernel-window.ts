import type { RowInput } from '../rows/row-step.js';
import { widenBorders, type RowTensor } from '../rows/row-tensor.js';
import type { DenseConvolution } from './dense-convolution.js';

/** The input rows that an output row reads. */
export function rowsUnderKernel(
  { kernelHeight, strideHeight, dilationHeight, padTop }: DenseConvolution,
  tensor: RowTensor,
): RowInput {
  return {
    tensor,
    firstRow: (row) => row * strideHeight - padTop,
    lastRow: (row) => row * strideHeight - padTop + (kernelHeight - 1) * dilationHeight,
  };
}

/** Makes room in the input for what the kernel reads beside it, and `overrunBytes` past that. */
export function widenForKernel(
  convolution: DenseConvolution,
  input: RowTensor,
  output: RowTensor,
  overrunBytes: number,
): void {
  const { kernelWidth, strideWidth, dilationWidth, padLeft } = convolution;
  const reach = (output.geometry.width - 1) * strideWidth - padLeft + (kernelWidth - 1) * dilationWidth + 1;
  widenBorders(input, {
    lead: Math.max(padLeft, readsBorderRows(convolution, input, output) ? 1 : 0),
    trail: Math.max(0, reach - input.geometry.width),
    overrunBytes,
  });
}

/** Whether rows above or below the picture are read, which makes the border value count. */
function readsBorderRows(
  { kernelHeight, strideHeight, dilationHeight, padTop }: DenseConvolution,
  input: RowTensor,
  output: RowTensor,
): boolean {
  const last = (output.geometry.height - 1) * strideHeight - padTop + (kernelHeight - 1) * dilationHeight;
  return padTop > 0 || last >= input.geometry.height;
}
