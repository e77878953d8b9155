import { roundingDivideByPowerOfTwo } from '../../../arithmetic/fixed-point.js';
import { elementsOf } from '../../../graph/shape.js';
import {
  accumulatorIntegerBits,
  exponentialsOf,
  type SoftmaxParameters,
} from '../../../kernels/reference/softmax.js';
import { softmaxCode } from '../../../kernels/softmax/softmax.js';
import { bytesOf, sameRow } from '../../rows/row-step.js';
import { flipOf } from '../../rows/segment-builder.js';
import { defineWholeLowering } from './whole-lowering.js';
import { partStart, wholeTensor } from './whole-tensor.js';

const mostParts = 32;

/** Softmax over the last axis. */
export const softmax = defineWholeLowering({
  kernel: 'softmax',
  lower({ inputs: [input], outputs: [output], parameters }, { program }) {
    if (input === undefined || output === undefined) return undefined;
    const tensor = program.tensors[input];
    if (tensor === undefined || program.tensors[output]?.type !== tensor.type) return undefined;
    const { shape } = tensor;
    const depth = shape.at(-1) ?? 1;
    const rows = elementsOf(shape) / depth;
    if (!(rows >= 1)) return undefined;
    const exponentials = exponentialsOf(parameters as unknown as SoftmaxParameters);
    const pairs = new Int32Array(2 * exponentials.length);
    exponentials.forEach((value, distance) => {
      pairs[2 * distance] = value;
      pairs[2 * distance + 1] = roundingDivideByPowerOfTwo(value, accumulatorIntegerBits);
    });
    const parts = Math.min(mostParts, rows);
    return [
      [
        {
          code: softmaxCode,
          inputs: [{ ...sameRow(wholeTensor(input)), firstRow: () => 0 }],
          output: wholeTensor(output, parts),
          rows: 1,
          constants: [bytesOf(pairs)],
          scratchBytes: 0,
          argumentWords(call) {
            const first = partStart(call.row, parts, rows);
            return [
              call.input(0, 0) + first * depth,
              call.output(call.row) + first * depth,
              partStart(call.row + 1, parts, rows) - first,
              depth,
              call.constant(0),
              128 - flipOf(tensor),
            ];
          },
        },
      ],
    ];
  },
});
