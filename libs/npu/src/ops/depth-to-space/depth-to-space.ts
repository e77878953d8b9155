import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { asNhwc, elementsOf } from '../../graph/shape.js';
import { depthToSpace as kernel } from '../../kernels/reference/depth-to-space.js';
import { pixelShuffle } from '../../kernels/reference/pixel-shuffle.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const depthToSpace = defineOperator<'DEPTH_TO_SPACE'>({
  builtin: 'DEPTH_TO_SPACE',
  source: 'TFLite kernels/depth_to_space.cc; reference_ops::DepthToSpace',
  types: eightBit,
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const [batch, height, width, channels] = asNhwc(shape);
    const { blockSize } = op.options;
    if (shape.length !== 4 || blockSize < 1 || channels % blockSize ** 2 !== 0) {
      return refuseToPrepare(op, {
        id: 'depth-to-space.block-size',
        rule: 'The channels divide by the square of the block size.',
        detail: `${channels} channels, block size ${blockSize}, rank ${shape.length}`,
        hint: 'End the network with a convolution of scale² × 3 channels.',
      });
    }
    return [[batch, height * blockSize, width * blockSize, channels / blockSize ** 2]];
  },
  rules: [sameQuantization('warn')],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'reorganise', bytes: elementsOf(outputOf(op).shape) }),
  lower: (op) =>
    lowerTo(isColoursFirst(op) ? pixelShuffle : kernel, { blockSize: op.options.blockSize }, [0]),
});

/** The channel order that a rewritten pixel shuffle carries; files know only TensorFlow's. */
function isColoursFirst(op: OperatorView): boolean {
  return Object.entries(op.options).some(
    ([name, value]) => name === 'channelOrder' && value === 'colours-first',
  );
}
