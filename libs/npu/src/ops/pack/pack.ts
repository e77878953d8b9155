import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf, sameShape, shapeText } from '../../graph/shape.js';
import { concatenation } from '../../kernels/reference/concatenation.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { defineRule } from '../anatomy/define-rule.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { resolveAxis } from '../anatomy/resolve-axis.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

const positions = (op: OperatorView<'PACK'>): readonly number[] => op.inputs.map((_, position) => position);

const axisOf = (op: OperatorView<'PACK'>): number =>
  resolveAxis(op, op.options.axis, inputOf(op, 0).shape.length + 1);

const oneQuantization = defineRule<'PACK'>({
  ...sameQuantization<'PACK'>('refuse'),
  check: (op) => sameQuantization<'PACK'>('refuse', positions(op)).check(op),
});

export const pack = defineOperator<'PACK'>({
  builtin: 'PACK',
  source: 'TFLite kernels/pack.cc; reference_ops::Pack',
  types: movableTypes,
  prepare(op) {
    requireSameType(op, positions(op));
    const axis = axisOf(op);
    const { shape } = inputOf(op, 0);
    const odd = op.inputs.find((input) => input === undefined || !sameShape(input.shape, shape));
    if (odd !== undefined || op.options.valuesCount !== op.inputs.length) {
      return refuseToPrepare(
        op,
        {
          id: 'pack.shapes',
          rule: 'A pack stacks as many tensors as it says, all of one shape.',
          detail: `${op.options.valuesCount} of ${op.inputs.length} tensors, shapes ${op.inputs.map((input) => shapeText(input?.shape ?? [])).join(' ')}`,
          hint: 'Stack tensors of one shape; join different ones with CONCATENATION.',
        },
        odd,
      );
    }
    return [[...shape.slice(0, axis), op.inputs.length, ...shape.slice(axis)]];
  },
  rules: [eightBitOnNpu, oneQuantization],
  engine: () => 'tp',
  cost: (op) => ({
    kind: 'copy',
    bytes: op.inputs.map(() => elementsOf(outputOf(op).shape) / op.inputs.length),
  }),
  lower: (op) => lowerTo(concatenation, { axis: axisOf(op), tables: new Uint8Array(0) }, positions(op)),
});
