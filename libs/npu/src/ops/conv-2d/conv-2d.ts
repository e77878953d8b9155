import { inputOf, outputOf } from '../../graph/operator-view.js';
import { asNhwc } from '../../graph/shape.js';
import { convolution } from '../../kernels/reference/convolution.js';
import { constantWeights } from '../anatomy/constant-codes.js';
import { convolutionParameters } from '../anatomy/convolution-parameters.js';
import { convolutionWork } from '../anatomy/convolution-work.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { convolutionRules } from './conv-2d.rules.js';
import { prepareConvolution } from './prepare-convolution.js';

export const conv2d = defineOperator<'CONV_2D'>({
  builtin: 'CONV_2D',
  source: 'TFLite kernels/conv.cc; reference_integer_ops::ConvPerChannel, reference_ops::Conv (uint8)',
  types: eightBit,
  constants: [1, 2],
  prepare: prepareConvolution,
  rules: convolutionRules,
  engine: () => 'nn',
  cost(op) {
    const input = inputOf(op, 0);
    const weightShape = asNhwc(inputOf(op, 1).shape);
    const isDense = weightShape[3] === asNhwc(input.shape)[3];
    return convolutionWork(input.shape, weightShape, isDense ? 'dense' : 'grouped', op.options);
  },
  lower(op) {
    const input = inputOf(op, 0);
    const filter = inputOf(op, 1);
    const weightShape = asNhwc(filter.shape);
    const groups = asNhwc(input.shape)[3] / weightShape[3];
    const operands = { input, filter, bias: op.inputs[2], output: outputOf(op) };
    const roundsOnceWhenBuiltin = input.type === 'INT8' && groups === 1;
    const weights = constantWeights(filter);
    return lowerTo(
      convolution,
      convolutionParameters(
        op,
        { ...operands, weights, weightShape, groups, roundsOnceWhenBuiltin },
        op.options,
      ),
      [0],
    );
  },
});
