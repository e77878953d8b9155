import { inputOf, outputOf } from '../../graph/operator-view.js';
import { asNhwc, elementsOf } from '../../graph/shape.js';
import { spaceToDepth as kernel } from '../../kernels/reference/space-to-depth.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const spaceToDepth = defineOperator<'SPACE_TO_DEPTH'>({
  builtin: 'SPACE_TO_DEPTH',
  source: 'TFLite kernels/space_to_depth.cc; reference_ops::SpaceToDepth',
  types: eightBit,
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const [batch, height, width, channels] = asNhwc(shape);
    const { blockSize } = op.options;
    if (shape.length !== 4 || blockSize < 1 || height % blockSize !== 0 || width % blockSize !== 0) {
      return refuseToPrepare(op, {
        id: 'space-to-depth.block-size',
        rule: 'Height and width divide by the block size.',
        detail: `${height}x${width} pixels, block size ${blockSize}, rank ${shape.length}`,
        hint: 'Pad the picture to a multiple of the block size first.',
      });
    }
    return [[batch, height / blockSize, width / blockSize, channels * blockSize ** 2]];
  },
  rules: [sameQuantization('warn')],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'reorganise', bytes: elementsOf(outputOf(op).shape) }),
  lower: (op) => lowerTo(kernel, { blockSize: op.options.blockSize }, [0]),
});
