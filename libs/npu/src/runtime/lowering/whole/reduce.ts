import type { ProgramOperation } from '../../../binary/program.js';
import { reduceColumnsCode } from '../../../kernels/reduce/reduce-columns.js';
import { reduceMasks, type ReduceForm } from '../../../kernels/reduce/reduce-form.js';
import { reduceRunsCode } from '../../../kernels/reduce/reduce-runs.js';
import type { ReduceAxes } from '../../../kernels/reference/reduce.js';
import type { ReduceSumParameters } from '../../../kernels/reference/reduce-sum.js';
import { packEpilogue, type Epilogue } from '../../../kernels/requantization/pack-epilogue.js';
import { flipOf } from '../../rows/segment-builder.js';
import { sameRow, type RowStep } from '../../rows/row-step.js';
import { defineWholeLowering, type WholeContext } from './whole-lowering.js';
import { partStart, wholeTensor } from './whole-tensor.js';

/** Sums and means of 8-bit tensors over any axes. */
export const reduceSum = defineWholeLowering({
  kernel: 'reduce-sum',
  lower(operation, context) {
    const p = operation.parameters as unknown as ReduceSumParameters;
    const flip = flipOfEightBit(operation, context);
    if (flip === undefined) return undefined;
    const count = p.sizes.reduce(
      (product, size, axis) => (p.steps[axis] === 0 ? product * size : product),
      1,
    );
    const channel = {
      bias: (flip * count - p.totalZeroPoint) | 0,
      multiplier: p.multiplier,
      shift: p.shift,
      outputZeroPoint: p.outputZeroPoint - flip,
      minimum: p.minimum - flip,
      maximum: p.maximum - flip,
      rounding: 'reference',
      reach: 128 * count,
    } as const;
    if (channel.reach >= 2 ** 31) return undefined;
    const epilogue = packEpilogue([channel, channel, channel, channel], 1, 1);
    if (epilogue === undefined) return undefined;
    return reductionOf(operation, p, flip, epilogue);
  },
});

/** Maxima of 8-bit tensors over any axes. */
export const reduceMaximum = defineWholeLowering({
  kernel: 'reduce-maximum',
  lower(operation, context) {
    const flip = flipOfEightBit(operation, context);
    if (flip === undefined) return undefined;
    return reductionOf(operation, operation.parameters as unknown as ReduceAxes, flip, undefined);
  },
});

/** What turns codes into signed ones; `undefined` for wider elements. */
function flipOfEightBit({ inputs: [input = -1] }: ProgramOperation, { program }: WholeContext) {
  const tensor = program.tensors[input];
  const isEightBit = tensor?.type === 'INT8' || tensor?.type === 'UINT8';
  return isEightBit && tensor.shape.every((size) => size > 0) ? flipOf(tensor) : undefined;
}

interface Axis {
  readonly size: number;
  readonly read: number;
  readonly write: number;
  readonly isKept: boolean;
}

/** Axes from outer to inner; neighbours of one kind are one axis, and axes of size 1 are left out. */
function axesOf({ sizes, steps }: ReduceAxes): readonly Axis[] {
  const axes: Axis[] = [];
  let read = 1;
  for (let index = sizes.length - 1; index >= 0; index--) {
    const size = sizes[index] as number;
    const write = steps[index] as number;
    const isKept = write !== 0;
    const inner = axes[0];
    if (size > 1 && inner?.isKept === isKept) axes[0] = { ...inner, size: inner.size * size };
    else if (size > 1) axes.unshift({ size, read, write, isKept });
    read *= size;
  }
  return axes;
}

const mostParts = 32;

function reductionOf(
  { inputs: [input], outputs: [output] }: ProgramOperation,
  box: ReduceAxes,
  flip: number,
  epilogue: Epilogue | undefined,
): readonly (readonly RowStep[])[] | undefined {
  if (input === undefined || output === undefined) return undefined;
  const axes = axesOf(box);
  const inner = axes.at(-1) ?? { size: 1, read: 1, write: 1, isKept: true };
  const kept = axes.slice(0, -1).filter(({ isKept }) => isKept);
  const reduced = axes.slice(0, -1).filter(({ isKept }) => !isKept);
  if (inner.isKept && reduced.length === 0) reduced.push({ size: 1, read: 0, write: 0, isKept: false });
  const form: ReduceForm = {
    sum: epilogue?.form,
    keptAxes: kept.length,
    reducedAxes: reduced.length,
    flip,
  };
  // Threads share the outermost kept axis, else vectors of results.
  const outer = kept[0];
  const vectors = inner.isKept ? Math.ceil(inner.size / 16) : 1;
  const shared = outer?.size ?? vectors;
  const parts = Math.min(mostParts, shared);
  const step: RowStep = {
    code: inner.isKept ? reduceColumnsCode(form) : reduceRunsCode(form),
    inputs: [{ ...sameRow(wholeTensor(input)), firstRow: () => 0 }],
    output: wholeTensor(output, parts),
    rows: 1,
    constants: epilogue === undefined ? [reduceMasks] : [reduceMasks, epilogue.constants],
    scratchBytes: 16,
    argumentWords(call) {
      const first = partStart(call.row, parts, shared);
      const end = partStart(call.row + 1, parts, shared);
      const start = outer === undefined ? 16 * first : 0;
      const size = outer === undefined && inner.isKept ? Math.min(inner.size, 16 * end) - start : inner.size;
      return [
        call.input(0, 0) + start + first * (outer?.read ?? 0),
        call.output(call.row) + start + first * (outer?.write ?? 0),
        epilogue === undefined ? 0 : call.constant(1),
        call.constant(0),
        call.scratch,
        size,
        ...kept.flatMap((axis) => [axis === outer ? end - first : axis.size, axis.read, axis.write]),
        ...reduced.flatMap((axis) => [axis.size, axis.read]),
      ];
    },
  };
  return [[step]];
}
