import { lowFactorBits, weightedSumCode } from '../../kernels/elementwise/weighted-sum.js';
import type { CodeLine } from '../../kernels/elementwise/prove-code-line.js';
import type { WeightedSum } from '../../kernels/elementwise/prove-weighted-sum.js';
import { clamp } from '../../kernels/reference/clamp.js';
import type { RescaledPairParameters } from '../../kernels/reference/combine-rescaled.js';
import { sameRow, type RowStep } from '../rows/row-step.js';
import { borderWords, pixelBytes, widenBorders, type RowTensor } from '../rows/row-tensor.js';

/** The real factors that a sum of quantised tensors stands for, for codes as rows hold them. */
export function factorsOfSum(
  p: RescaledPairParameters,
  flips: { readonly left: number; readonly right: number; readonly output: number },
): { readonly left: number; readonly right: number; readonly offset: number } {
  const scale = p.outputMultiplier * 2 ** (p.outputShift - 31 + p.leftShift);
  const left = p.multiplierA * 2 ** (p.shiftA - 31) * scale;
  const right = p.multiplierB * 2 ** (p.shiftB - 31) * scale;
  const offset =
    p.outputZeroPoint -
    flips.output -
    left * (p.zeroPointA - flips.left) -
    right * (p.zeroPointB - flips.right);
  return { left, right, offset };
}

/** The step of a proven weighted sum, and of a line of it. */
export function weightedSumStep(
  [left, right]: readonly [RowTensor, RowTensor],
  output: RowTensor,
  sum: WeightedSum,
  line?: CodeLine,
): RowStep {
  for (const tensor of [left, right, output]) widenBorders(tensor, { overrunBytes: 64 });
  const low = 2 ** lowFactorBits;
  const halves = (a: number, b: number): number => (a & 0xffff) | (b << 16);
  const highFactors = halves(Math.floor(sum.leftFactor / low), Math.floor(sum.rightFactor / low));
  const lowFactors = halves(sum.leftFactor & (low - 1), sum.rightFactor & (low - 1));
  const { minimum, maximum } = boundsOf(sum, line);
  return {
    code: weightedSumCode(sum.shift, line?.shift),
    inputs: [sameRow(left), sameRow(right)],
    output,
    rows: 1,
    constants: [],
    scratchBytes: 0,
    argumentWords: (call) => [
      call.input(0, call.row),
      call.input(1, call.row),
      call.output(call.row),
      output.geometry.width * pixelBytes(output),
      highFactors,
      lowFactors,
      sum.offset,
      minimum,
      maximum,
      ...borderWords(output),
      ...(line === undefined ? [] : [line.factor & 0xffff, line.offset]),
    ],
  };
}

/** The bounds of the result. A line never turns back, so that it may be clamped instead of the sum. */
function boundsOf(sum: WeightedSum, line?: CodeLine): { readonly minimum: number; readonly maximum: number } {
  if (line === undefined) return sum;
  const ends = [sum.minimum, sum.maximum].map((code) =>
    clamp((code * line.factor + line.offset) >> line.shift, line.minimum, line.maximum),
  );
  return { minimum: Math.min(...ends), maximum: Math.max(...ends) };
}
