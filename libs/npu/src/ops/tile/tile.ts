import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { axisLength } from '../anatomy/axis-length.rule.js';
import { defineOperator } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { lowerToRearrange, stridesOf } from '../anatomy/lower-to-rearrange.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const tile = defineOperator<'TILE'>({
  builtin: 'TILE',
  source: 'TFLite kernels/tile.cc',
  types: movableTypes,
  constants: [1],
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const multiples = constantIntegers(op, inputOf(op, 1));
    if (multiples.length !== shape.length || multiples.some((multiple) => multiple < 1)) {
      return refuseToPrepare(
        op,
        {
          id: 'tile.multiples',
          rule: 'A tile repeats every axis at least once.',
          detail: `multiples ${shapeText(multiples)} of shape ${shapeText(shape)}`,
          hint: 'Give one positive multiple per axis.',
        },
        inputOf(op, 1),
      );
    }
    return [shape.map((size, axis) => size * (multiples[axis] ?? 0))];
  },
  rules: [axisLength, eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'copy', bytes: [elementsOf(outputOf(op).shape)] }),
  lower(op) {
    const { shape } = inputOf(op, 0);
    const from = stridesOf(shape);
    const tiled = outputOf(op).shape;
    const to = stridesOf(tiled);
    return lowerToRearrange(
      op,
      tiled.map((size, axis) => ({
        size,
        read: (i) => (i % (shape[axis] ?? 1)) * (from[axis] ?? 0),
        write: (i) => i * (to[axis] ?? 0),
      })),
    );
  },
});
