import type { ProgramOperation, ProgramTensor } from '../../binary/program.js';
import { elementsOf, sameShape } from '../../graph/shape.js';
import { proveCodeLine } from '../../kernels/elementwise/prove-code-line.js';
import { proveWeightedSum, type WeightedSum } from '../../kernels/elementwise/prove-weighted-sum.js';
import { leastShiftBeforeLine } from '../../kernels/elementwise/weighted-sum.js';
import type { RescaledPairParameters } from '../../kernels/reference/combine-rescaled.js';
import type { RowStep } from '../rows/row-step.js';
import type { RowTensor } from '../rows/row-tensor.js';
import { flipOf, type SegmentBuilder } from '../rows/segment-builder.js';
import { addLookup } from './add-lookup.js';
import { defineLowering, type Lowering, type LoweringContext } from './lower-operation.js';
import { pairLookupStep } from './pair-lookup-step.js';
import { factorsOfSum, weightedSumStep } from './weighted-sum-step.js';
import { tabulateChannels, tabulatePairs } from './tabulate.js';

/**
 * Any function of two codes at the same place, as the table of all pairs that its scalar kernel gives; with a
 * constant of one value or one per channel, as a table per channel.
 */
export function pointwise(kernel: string): Lowering {
  return defineLowering({
    kernel,
    lower(operation, context) {
      const [left, right] = operation.inputs;
      const [output] = operation.outputs;
      if (left === undefined || right === undefined || output === undefined) return false;
      if (operation.inputs.length !== 2) return false;
      const tensors = [left, right].map((position) => context.builder.tensor(position));
      const { shape } = context.builder.tensor(output);
      const constants = tensors.filter((tensor) => isConstantPerChannel(tensor, shape));
      const computed = tensors.find(({ data }) => data === undefined);
      if (constants.length === 1 && computed !== undefined && sameShape(computed.shape, shape)) {
        const input = computed === tensors[0] ? left : right;
        return addChannelTables(operation, context, tensors, input, output);
      }
      if (!tensors.every((tensor) => sameShape(tensor.shape, shape))) return false;
      addPairs(operation, context, [left, right, output]);
      return true;
    },
  });
}

/** Whether a tensor is a constant that broadcasts to a shape by its last axis alone. */
function isConstantPerChannel({ data, shape }: ProgramTensor, to: readonly number[]): boolean {
  const values = elementsOf(shape);
  return data !== undefined && (values === 1 || (values === to.at(-1) && shape.at(-1) === values));
}

function addChannelTables(
  operation: ProgramOperation,
  { builder, rounding }: LoweringContext,
  tensors: readonly ProgramTensor[],
  input: number,
  output: number,
): boolean {
  const result = builder.tensor(output);
  const channels = result.shape.at(-1) ?? 1;
  const tables = tabulateChannels(operation, tensors, result, channels, rounding);
  return addLookup(builder, tables, channels, input, output);
}

function addPairs(
  operation: ProgramOperation,
  { builder, rounding }: LoweringContext,
  [left, right, output]: readonly [number, number, number],
): void {
  const table = tabulatePairs(
    operation,
    [builder.tensor(left), builder.tensor(right), builder.tensor(output)],
    rounding,
  );
  const rows = [builder.read(left), builder.read(right)] as const;
  const sum = operation.kernel === 'add' ? findWeightedSum(operation, builder, table) : undefined;
  builder.addTableStep(
    output,
    table,
    (target, own) => pairLookupStep(rows, target, own),
    sum === undefined ? undefined : (target, outer) => stepOfSum(rows, target, sum, outer),
  );
}

/** The step of a sum and of the function behind it, if that is a line. */
function stepOfSum(
  rows: readonly [RowTensor, RowTensor],
  target: RowTensor,
  sum: WeightedSum,
  outer: Uint8Array | undefined,
): RowStep | undefined {
  if (outer === undefined) return weightedSumStep(rows, target, sum);
  if (sum.shift < leastShiftBeforeLine) return undefined;
  const line = proveCodeLine(outer);
  return line === undefined ? undefined : weightedSumStep(rows, target, sum, line);
}

function findWeightedSum(
  { parameters, inputs, outputs }: ProgramOperation,
  builder: SegmentBuilder,
  table: Uint8Array,
): WeightedSum | undefined {
  const [left = 0, right = 0, output = 0] = [...inputs, ...outputs].map((position) =>
    flipOf(builder.tensor(position)),
  );
  const factors = factorsOfSum(parameters as unknown as RescaledPairParameters, { left, right, output });
  return proveWeightedSum(table, factors);
}
