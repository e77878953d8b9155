import type { ProgramTensor } from '../../../binary/program.js';
import { broadcastShape, sameShape } from '../../../graph/shape.js';
import { broadcastCode } from '../../../kernels/broadcast/broadcast.js';
import type { RowStep } from '../../rows/row-step.js';
import { flipOf } from '../../rows/segment-builder.js';
import { tabulatePairs } from '../tabulate.js';
import { defineWholeLowering, type WholeLowering } from './whole-lowering.js';
import { partStart, wholeTensor } from './whole-tensor.js';

const mostParts = 32;

/** A function of two 8-bit tensors that broadcast to the result, as the table of all pairs that its scalar kernel gives. */
export function broadcast(kernel: string): WholeLowering {
  return defineWholeLowering({
    kernel,
    lower(operation, { program, rounding }) {
      const [left, right] = operation.inputs.map((position) => program.tensors[position]);
      const [output] = operation.outputs.map((position) => program.tensors[position]);
      if (left === undefined || right === undefined || output === undefined) return undefined;
      if (operation.inputs.length !== 2 || ![left, right].every(isEightBit)) return undefined;
      if (!isEightBit(output) && output.type !== 'BOOL') return undefined;
      const shape = broadcastShape(left.shape, right.shape);
      if (shape === undefined || !sameShape(shape, output.shape)) return undefined;
      const table = tabulatePairs(operation, [left, right, output], rounding);
      const stored = tableOfBytes(table, flipOf(left) * 256 + flipOf(right), flipOf(output));
      const [from = 0, other = 0] = operation.inputs;
      const [to = 0] = operation.outputs;
      return [[broadcastStep([from, other, to], axesOf(left.shape, right.shape, shape), stored)]];
    },
  });
}

/** A table of codes as rows hold them, as a table of codes as memory holds them. */
function tableOfBytes(table: Uint8Array, flipOperands: number, flipOutput: number): Uint8Array {
  if (flipOperands === 0 && flipOutput === 0) return table;
  const stored = new Uint8Array(table.length);
  for (let index = 0; index < stored.length; index++) {
    stored[index] = (table[index ^ flipOperands] as number) ^ flipOutput;
  }
  return stored;
}

function isEightBit({ type, shape }: ProgramTensor): boolean {
  return (type === 'INT8' || type === 'UINT8') && shape.every((size) => size > 0);
}

interface Axis {
  readonly size: number;
  /** Bytes from one position to the next in left, right and output. */
  readonly steps: readonly [number, number, number];
}

/** Axes from outer to inner; neighbours that both operands walk alike are one axis. */
function axesOf(
  left: readonly number[],
  right: readonly number[],
  shape: readonly number[],
): readonly Axis[] {
  const axes: Axis[] = [];
  const strides: [number, number, number] = [1, 1, 1];
  for (let back = 1; back <= shape.length; back++) {
    const size = shape.at(-back) ?? 1;
    const sizes = [left.at(-back) ?? 1, right.at(-back) ?? 1, size];
    const steps = sizes.map((own, index) => (own === 1 ? 0 : (strides[index] as number)));
    sizes.forEach((own, index) => (strides[index] = (strides[index] as number) * own));
    if (size === 1) continue;
    const [a = 0, b = 0, c = 0] = steps;
    const inner = axes[0];
    const continues =
      inner !== undefined && inner.steps.every((step, index) => step * inner.size === steps[index]);
    if (continues) axes[0] = { ...inner, size: inner.size * size };
    else axes.unshift({ size, steps: [a, b, c] });
  }
  return axes;
}

function broadcastStep(
  [left, right, output]: readonly [number, number, number],
  axes: readonly Axis[],
  table: Uint8Array,
): RowStep {
  const inner = axes.at(-1) ?? { size: 1, steps: [0, 0, 1] };
  const outer = axes.slice(0, -1);
  const cut = outer[0] ?? inner;
  const parts = Math.min(mostParts, cut.size);
  return {
    code: broadcastCode({
      axes: outer.length,
      leftMoves: inner.steps[0] !== 0,
      rightMoves: inner.steps[1] !== 0,
    }),
    inputs: [left, right].map((position) => ({
      tensor: wholeTensor(position),
      firstRow: () => 0,
      lastRow: () => 0,
    })),
    output: wholeTensor(output, parts),
    rows: 1,
    constants: [table],
    scratchBytes: 0,
    argumentWords(call) {
      const first = partStart(call.row, parts, cut.size);
      const size = partStart(call.row + 1, parts, cut.size) - first;
      const [a, b, c] = cut.steps;
      return [
        call.input(0, 0) + first * (a ?? 0),
        call.input(1, 0) + first * (b ?? 0),
        call.output(call.row) + first * (c ?? 0),
        call.constant(0),
        cut === inner ? size : inner.size,
        ...outer.flatMap((axis) => [axis === cut ? size : axis.size, ...axis.steps]),
      ];
    },
  };
}
