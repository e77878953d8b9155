import { elementsOf } from '../../../graph/shape.js';
import type { FullyConnectedParameters } from '../../../kernels/reference/fully-connected.js';
import { SegmentBuilder } from '../../rows/segment-builder.js';
import { fullyConnected as byRows } from '../fully-connected.js';
import { defineWholeLowering } from './whole-lowering.js';

/** Units whose input is a tensor of another shape than their rows: in memory it is the same bytes. */
export const fullyConnected = defineWholeLowering({
  kernel: 'fully-connected',
  lower(operation, { program, rounding }) {
    const { inputs, outputs, parameters } = operation;
    const { depth, bias } = parameters as unknown as FullyConnectedParameters;
    const [input = -1, output = -1] = [inputs[0], outputs[0]];
    const [from, to] = [program.tensors[input], program.tensors[output]];
    if (inputs.length !== 1 || from === undefined || to === undefined) return undefined;
    if (from.data !== undefined) return undefined;
    const rows = elementsOf(from.shape) / depth;
    const tensors = [...program.tensors];
    tensors[input] = { ...from, shape: [rows, depth] };
    tensors[output] = { ...to, shape: [rows, bias.length] };
    if (!Number.isInteger(rows) || rows < 1) return undefined;
    const builder = new SegmentBuilder(tensors);
    if (!byRows.lower(operation, { builder, rounding })) return undefined;
    builder.store(output);
    return [builder.steps];
  },
});
