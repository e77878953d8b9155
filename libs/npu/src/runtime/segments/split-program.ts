import type { Program, ProgramOperation, ProgramTensor } from '../../binary/program.js';
import { asNhwc } from '../../graph/shape.js';
import type { Rounding } from '../../kernels/kernel.js';
import { lowerings } from '../lowering/index.js';
import { wholeLowerings } from '../lowering/whole/index.js';
import type { RowStep } from '../rows/row-step.js';
import type { RowTensor } from '../rows/row-tensor.js';
import { SegmentBuilder } from '../rows/segment-builder.js';

/** A stretch of operations that runs as row steps on all threads, or one that runs on its scalar kernel. */
export type Stretch =
  | {
      readonly kind: 'rows';
      readonly steps: readonly RowStep[];
      /** Tensors of the program that the steps read from or write to memory. */
      readonly wholeTensors: ReadonlySet<number>;
      readonly results: readonly RowTensor[];
      readonly pictures: number;
    }
  | { readonly kind: 'scalar'; readonly operation: ProgramOperation };

interface OpenStretch {
  readonly operations: ProgramOperation[];
  readonly builder: SegmentBuilder;
  readonly pictures: number;
  readonly made: Set<number>;
}

const lowerersByKernel = new Map(lowerings.map((lowering) => [lowering.kernel, lowering]));
const wholeLowerersByKernel = new Map(wholeLowerings.map((lowering) => [lowering.kernel, lowering]));

/** Splits a program into the longest stretches of operations that have row steps, and the scalar rest. */
export function splitProgram(program: Program, rounding: Rounding): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const lastUse = lastUses(program);
  const uses = countUses(program);
  let open: OpenStretch | undefined;
  const close = (before: number): void => {
    if (open === undefined) return;
    const { builder, pictures, made } = open;
    const kept = [...made].filter((position) => (lastUse.get(position) ?? -1) >= before);
    const results = kept.map((position) => builder.store(position));
    const { steps, wholeTensors } = builder;
    stretches.push({ kind: 'rows', steps, wholeTensors, results, pictures });
    open = undefined;
  };
  program.operations.forEach((operation, index) => {
    const pictures = picturesOf(program, operation);
    if (open !== undefined && open.pictures !== pictures) close(index);
    const lowering = lowerersByKernel.get(operation.kernel);
    if (pictures !== undefined && lowering !== undefined) {
      open ??= {
        operations: [],
        builder: new SegmentBuilder(program.tensors, (position) => uses.get(position) === 1),
        pictures,
        made: new Set(),
      };
      if (lowering.lower(operation, { builder: open.builder, rounding })) {
        open.operations.push(operation);
        for (const output of operation.outputs) open.made.add(output);
        return;
      }
      for (const output of operation.outputs) open.builder.forget(output);
      if (open.operations.length === 0) open = undefined;
    }
    close(index);
    const groups = wholeLowerersByKernel.get(operation.kernel)?.lower(operation, { program, rounding });
    if (groups === undefined) stretches.push({ kind: 'scalar', operation });
    else stretches.push(...groups.map(stretchOf));
  });
  close(program.operations.length);
  return stretches;
}

/** The stretch of steps on tensors in memory. */
function stretchOf(steps: readonly RowStep[]): Stretch {
  const tensors = steps.flatMap(({ inputs, output }) => [...inputs.map(({ tensor }) => tensor), output]);
  return {
    kind: 'rows',
    steps,
    wholeTensors: new Set(tensors.flatMap(({ whole }) => (whole === undefined ? [] : [whole]))),
    results: steps.flatMap(({ output }) => (output.whole === undefined ? [] : [output])),
    pictures: 1,
  };
}

/** How often operations and results of the program refer to a tensor. */
function countUses(program: Program): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  for (const position of [...program.operations.flatMap(({ inputs }) => inputs), ...program.outputs]) {
    uses.set(position, (uses.get(position) ?? 0) + 1);
  }
  return uses;
}

/** The operation after which a tensor is not needed; outputs are needed to the end. */
function lastUses(program: Program): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  program.operations.forEach(({ inputs }, index) => {
    for (const input of inputs) last.set(input, index);
  });
  for (const output of program.outputs) last.set(output, program.operations.length);
  return last;
}

/** The batch that all tensors of an operation share; `undefined` where rows of bytes cannot hold one of them. */
function picturesOf(program: Program, operation: ProgramOperation): number | undefined {
  const tensors = [...operation.inputs, ...operation.outputs].map((position) => program.tensors[position]);
  const [first] = tensors;
  if (first === undefined) return undefined;
  const [pictures] = asNhwc(first.shape);
  const fits = (tensor: ProgramTensor | undefined): boolean =>
    tensor !== undefined &&
    (tensor.type === 'INT8' || tensor.type === 'UINT8') &&
    tensor.shape.length <= 4 &&
    asNhwc(tensor.shape)[0] === pictures &&
    tensor.shape.every((size) => size > 0);
  return tensors.every(fits) ? pictures : undefined;
}
