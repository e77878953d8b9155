import { activationRange } from '../../arithmetic/activation-range.js';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { fullyConnected as kernel } from '../../kernels/reference/fully-connected.js';
import { channelMultipliers } from '../anatomy/channel-multipliers.js';
import { constantInt32, constantWeights } from '../anatomy/constant-codes.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { requireBiasLength } from '../anatomy/prepare-filter.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { fullyConnectedRules, isPerTensor } from './fully-connected.rules.js';

type View = OperatorView<'FULLY_CONNECTED'>;

const unitsOf = (op: View): number => inputOf(op, 1).shape[0] ?? 0;
const depthOf = (op: View): number => inputOf(op, 1).shape[1] ?? 0;

export const fullyConnected = defineOperator<'FULLY_CONNECTED'>({
  builtin: 'FULLY_CONNECTED',
  source:
    'TFLite kernels/fully_connected.cc; reference_integer_ops::FullyConnected and FullyConnectedPerChannel, reference_ops::FullyConnected (uint8)',
  types: eightBit,
  constants: [1, 2],
  prepare(op) {
    const input = inputOf(op, 0);
    const filter = inputOf(op, 1);
    const depth = depthOf(op);
    const units = unitsOf(op);
    const elements = elementsOf(input.shape);
    const isMatrix = filter.shape.length === 2 && depth > 0 && units > 0;
    const fits = op.options.keepNumDims ? input.shape.at(-1) === depth : elements % depth === 0;
    if (!isMatrix || !fits) {
      return refuseToPrepare(
        op,
        {
          id: 'fully-connected.depth',
          rule: 'The weights are a matrix whose rows are as long as those of the input.',
          detail: `input has shape ${shapeText(input.shape)}, the weights ${shapeText(filter.shape)}`,
          hint: 'Flatten the input to rows of this length; a layer exported for another picture size has another length.',
        },
        filter,
      );
    }
    requireBiasLength(op, op.inputs[2], units);
    return [op.options.keepNumDims ? [...input.shape.slice(0, -1), units] : [elements / depth, units]];
  },
  rules: fullyConnectedRules,
  engine: () => 'tp',
  cost(op) {
    const rows = elementsOf(inputOf(op, 0).shape) / depthOf(op);
    const weights = unitsOf(op) * depthOf(op);
    return {
      kind: 'convolution',
      form: 'fully-connected',
      macs: rows * weights,
      batch: rows,
      inputHeight: 1,
      inputWidth: 1,
      inputChannels: depthOf(op),
      outputHeight: 1,
      outputWidth: 1,
      outputChannels: unitsOf(op),
      kernelHeight: 1,
      kernelWidth: 1,
      strideHeight: 1,
      strideWidth: 1,
      dilationHeight: 1,
      dilationWidth: 1,
      groups: 1,
      weightBytes: weights + 4 * unitsOf(op),
    };
  },
  lower(op) {
    const input = inputOf(op, 0);
    const filter = inputOf(op, 1);
    const bias = op.inputs[2];
    const output = outputOf(op);
    const units = unitsOf(op);
    const to = perTensorOf(op, output);
    return lowerTo(
      kernel,
      {
        weights: constantWeights(filter),
        bias: bias === undefined ? new Int32Array(units) : constantInt32(bias),
        depth: depthOf(op),
        inputZeroPoint: perTensorOf(op, input).zeroPoint,
        weightZeroPoint: isPerTensor(op) ? perTensorOf(op, filter).zeroPoint : 0,
        outputZeroPoint: to.zeroPoint,
        ...channelMultipliers(op, input, filter, output, units, isPerTensor(op) ? 'float32' : 'float64'),
        ...activationRange(op.options.fusedActivation, output.type, to),
        roundsOnceWhenBuiltin: input.type === 'INT8',
      },
      [0],
    );
  },
});
