import type { Program } from '../../../binary/program.js';
import { elementsOf } from '../../../graph/shape.js';
import { invariant } from '../../../invariant.js';
import type { ConcatenationParameters } from '../../../kernels/reference/concatenation.js';
import type { ConstantParameters } from '../../../kernels/reference/constant.js';
import type { GatherParameters } from '../../../kernels/reference/gather.js';
import { indicesOf } from '../../../kernels/reference/indices-of.js';
import type { SplitParameters } from '../../../kernels/reference/split.js';
import { bytesOfTensor } from '../../tensor-view.js';
import { viewBytes } from '../../view-bytes.js';
import { axisOf, type Box } from './box.js';
import { boxStep } from './box-step.js';
import { defineWholeLowering } from './whole-lowering.js';

/** Tensors joined along any axis; inputs of another quantisation go through their table. */
export const concatenation = defineWholeLowering({
  kernel: 'concatenation',
  lower({ inputs, outputs: [output], parameters }, { program }) {
    if (output === undefined) return undefined;
    const { axis, tables } = parameters as unknown as ConcatenationParameters;
    const joined = sliceOf(program, output, axis);
    let write = 0;
    const steps = inputs.map((input, index) => {
      const part = sliceOf(program, input, axis);
      const box = boxOf(part.rows, {
        bytes: part.bytes,
        read: [0, part.bytes],
        write: [write, joined.bytes],
      });
      write += part.bytes;
      const table = tables.length === 0 ? undefined : tables.subarray(index * 256, index * 256 + 256);
      return boxStep(input, output, box, table);
    });
    return [steps];
  },
});

/** A tensor cut along any axis. */
export const split = defineWholeLowering({
  kernel: 'split',
  lower({ inputs: [input], outputs, parameters }, { program }) {
    if (input === undefined) return undefined;
    const { axis } = parameters as unknown as SplitParameters;
    const cut = sliceOf(program, input, axis);
    let read = 0;
    const steps = outputs.map((output) => {
      const part = sliceOf(program, output, axis);
      const box = boxOf(part.rows, { bytes: part.bytes, read: [read, cut.bytes], write: [0, part.bytes] });
      read += part.bytes;
      return boxStep(input, output, box);
    });
    return [steps];
  },
});

export const copy = defineWholeLowering({
  kernel: 'copy',
  lower({ inputs: [input], outputs: [output] }, { program }) {
    if (input === undefined || output === undefined) return undefined;
    return [[boxStep(input, output, runOf(bytesOf(program, output)))]];
  },
});

export const constant = defineWholeLowering({
  kernel: 'constant',
  lower({ outputs: [output], parameters }) {
    const { bytes } = parameters as unknown as ConstantParameters;
    if (output === undefined) return undefined;
    return [[boxStep(bytes, output, runOf(bytes.length))]];
  },
});

/** Slices picked by constant indices inside their axis. */
export const gather = defineWholeLowering({
  kernel: 'gather',
  lower({ inputs: [table, positions], outputs: [output], parameters }, { program }) {
    if (table === undefined || positions === undefined || output === undefined) return undefined;
    const { data, type, shape } = program.tensors[positions] ?? {};
    const { batches, rows, axisSize, runBytes, indices } = parameters as unknown as GatherParameters;
    if (data === undefined || type === undefined || shape === undefined || batches !== 1) return undefined;
    const picks = indicesOf(viewBytes(type, shape, data.slice()));
    if (picks.length === 0 || picks.some((index) => index < 0 || index >= axisSize)) return undefined;
    const picked = axisOf(
      Int32Array.from(picks, (index) => index * runBytes),
      Int32Array.from(picks, (_, position) => position * runBytes),
    );
    const row = { kind: 'steps', size: rows, read: axisSize * runBytes, write: indices * runBytes } as const;
    const { axis, read, write } = picked;
    return [[boxStep(table, output, { axes: [row, axis], read, write, runBytes })]];
  },
});

function bytesOf(program: Program, position: number): number {
  const tensor = program.tensors[position];
  invariant(tensor !== undefined, `tensor ${position} is in the program`);
  return bytesOfTensor(tensor);
}

function runOf(runBytes: number): Box {
  return { axes: [], read: 0, write: 0, runBytes };
}

/** A tensor as rows of what lies together from an axis on. */
function sliceOf(program: Program, position: number, axis: number): { rows: number; bytes: number } {
  const rows = Math.max(1, elementsOf((program.tensors[position]?.shape ?? []).slice(0, axis)));
  return { rows, bytes: bytesOf(program, position) / rows };
}

/** Rows of bytes; `read` and `write` are the first offset and the step. */
function boxOf(
  rows: number,
  {
    bytes,
    read,
    write,
  }: { bytes: number; read: readonly [number, number]; write: readonly [number, number] },
): Box {
  return {
    axes: [{ kind: 'steps', size: rows, read: read[1], write: write[1] }],
    read: read[0],
    write: write[0],
    runBytes: bytes,
  };
}
