import { type Guidance, type Hint, inMs, operatorsOf, sumEffectiveUs } from '../guidance.js';

/** PRELU, LEAKY_RELU, TANH, LOGISTIC and their like are layers of their own; a ReLU is part of its convolution. */
export const activation: Hint = ({ priced, totalUs }) => {
  const layers = priced.filter(
    ({ layer: { work, engine } }) =>
      work.kind === 'activation' &&
      engine !== 'cpu' &&
      (work.operation === 'leaky' || work.operation === 'table' || work.operation === 'softmax'),
  );
  if (layers.length === 0) return [];
  const costUs = sumEffectiveUs(layers);
  const guidance: Guidance = {
    id: 'timing.activation-layers',
    rule: 'The NN cores bound their results for free; any other activation passes all of them through the tensor processors again, at 1.1 ns and more per element.',
    detail: `${layers.length} activations with layers of their own cost ${inMs(costUs)} of ${inMs(totalUs)}`,
    hint: 'Use RELU, RELU6 or a clip, which fuse into the convolution before them.',
    gainUs: Math.round(costUs),
    operators: operatorsOf(layers),
  };
  return [guidance];
};
