import type { ProgramOperation } from '../../binary/program.js';
import { elementsOf, sameShape } from '../../graph/shape.js';
import { pairLookupCode } from '../../kernels/elementwise/pair-lookup.js';
import { sameRow } from '../rows/row-step.js';
import { pixelBytes } from '../rows/row-tensor.js';
import type { SegmentBuilder } from '../rows/segment-builder.js';
import { defineLowering, type Lowering, type LoweringContext } from './lower-operation.js';
import { tabulatePairs } from './tabulate.js';

/** Any function of two codes at the same place, as the table of all pairs that its scalar kernel gives. */
export function pointwise(kernel: string): Lowering {
  return defineLowering({
    kernel,
    lower(operation, context) {
      const { builder } = context;
      const [left, right] = operation.inputs;
      const [output] = operation.outputs;
      if (left === undefined || right === undefined || output === undefined) return false;
      if (operation.inputs.length !== 2) return false;
      const shape = builder.tensor(output).shape;
      if (![left, right].every((input) => sameShape(builder.tensor(input).shape, shape))) return false;
      if (elementsOf(shape) < 256) return false;
      addPairs(builder, operation, context, [left, right, output]);
      return true;
    },
  });
}

function addPairs(
  builder: SegmentBuilder,
  operation: ProgramOperation,
  { rounding }: LoweringContext,
  [left, right, output]: readonly [number, number, number],
): void {
  const table = tabulatePairs(
    operation,
    [builder.tensor(left), builder.tensor(right), builder.tensor(output)],
    rounding,
  );
  const [a, b] = [builder.read(left), builder.read(right)];
  const target = builder.define(output);
  builder.steps.push({
    code: pairLookupCode,
    inputs: [sameRow(a), sameRow(b)],
    output: target,
    rows: 1,
    alignment: 1,
    constants: [table],
    scratchBytes: 0,
    argumentWords: (call) => [
      call.input(0, call.row),
      call.input(1, call.row),
      call.output(call.row),
      target.geometry.width * pixelBytes(target),
      call.constant(0),
    ],
  });
}
