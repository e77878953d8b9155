import { dataBytes } from '@npufarm/tflite';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { axisLength } from './axis-length.rule.js';
import { defineOperator, eightBit, type OperatorDefinition } from './define-operator.js';
import { eightBitOnNpu } from './eight-bit-on-npu.rule.js';
import { lowerToRearrange, stridesOf } from './lower-to-rearrange.js';
import { movableTypes } from './movable-types.js';
import { padOfItsOwn } from './pad-of-its-own.rule.js';
import { paddingsOf } from './paddings-of.js';
import { refuseToPrepare } from './refuse-to-prepare.js';
import { requireSameType } from './require-same-type.js';
import { sameQuantization } from './same-quantization.rule.js';

/** PAD fills with the real value 0, which is the zero point; PADV2, and PAD with a third input, with that constant. */
export function padOperator<Builtin extends 'PAD' | 'PADV2'>(builtin: Builtin): OperatorDefinition<Builtin> {
  return defineOperator<Builtin>({
    builtin,
    source: 'TFLite kernels/pad.cc; reference_ops::Pad',
    types: movableTypes,
    constants: [1, 2],
    prepare(op) {
      const value = op.inputs[2];
      requireSameType(op, value === undefined ? [0] : [0, 2]);
      const { shape } = inputOf(op, 0);
      const paddings = paddingsOf(op, inputOf(op, 1), shape);
      if (value !== undefined && elementsOf(value.shape) !== 1) {
        refuseToPrepare(
          op,
          {
            id: 'pad.value',
            rule: 'A padding fills with one value.',
            detail: `${elementsOf(value.shape)} values are given`,
            hint: 'Give the value as a scalar constant.',
          },
          value,
        );
      }
      return [shape.map((size, axis) => size + (paddings[axis]?.before ?? 0) + (paddings[axis]?.after ?? 0))];
    },
    rules: [axisLength, eightBitOnNpu, valueQuantization(), sameQuantization('warn'), padOfItsOwn],
    engine: () => 'tp',
    cost: (op) => ({ kind: 'copy', bytes: [elementsOf(outputOf(op).shape)] }),
    lower(op) {
      const { shape } = inputOf(op, 0);
      const paddings = paddingsOf(op, inputOf(op, 1), shape);
      const from = stridesOf(shape);
      const to = stridesOf(outputOf(op).shape);
      return lowerToRearrange(
        op,
        shape.map((size, axis) => ({
          size,
          read: (i) => i * (from[axis] ?? 0),
          write: (i) => (i + (paddings[axis]?.before ?? 0)) * (to[axis] ?? 0),
        })),
        { fill: fillOf(op) },
      );
    },
  });
}

/** TFLite refuses a fill value that is quantised otherwise than the result. */
function valueQuantization<Builtin extends 'PAD' | 'PADV2'>() {
  const rule = sameQuantization<Builtin>('refuse', [2]);
  return {
    ...rule,
    id: 'pad.value-quantization',
    check: (op: OperatorView<Builtin>) => (op.inputs[2] === undefined ? undefined : rule.check(op)),
  };
}

function fillOf(op: OperatorView): Uint8Array {
  const value = op.inputs[2]?.data;
  if (value !== undefined) return Uint8Array.from(value);
  const { type, quantization } = outputOf(op);
  if (eightBit.includes(type)) return Uint8Array.of((quantization?.zeroPoint[0] ?? 0) & 255);
  return new Uint8Array(dataBytes(type, 1) ?? 1);
}
