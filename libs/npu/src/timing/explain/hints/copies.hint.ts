import type { PricedLayer } from '../../compose.js';
import { type Guidance, type Hint, inMs, operatorsOf, sumEffectiveUs } from '../guidance.js';

const smallestShare = 0.01;

/** Copies that belong to no ADD: padding, slices and what a concatenation has to collect. */
export const copies: Hint = ({ priced, totalUs }) => {
  const ofAdditions = new Set(priced.flatMap(({ layer }) => (isAddition(layer) ? layer.sources : [])));
  const layers = priced.filter(
    ({ layer }, index) =>
      layer.work.kind === 'copy' &&
      layer.form !== 'view' &&
      layer.engine !== 'cpu' &&
      !ofAdditions.has(index),
  );
  const costUs = sumEffectiveUs(layers);
  if (costUs < smallestShare * totalUs) return [];
  const guidance: Guidance = {
    id: 'timing.copies',
    rule: 'The NN cores write where a concatenation wants their result and pad for free; every other rearrangement is a copy.',
    detail: `${layers.length} copies cost ${inMs(costUs)} of ${inMs(totalUs)}`,
    hint: 'Pad by SAME padding of the convolution, concatenate only results of convolutions, and cut parts of channels rather than of rows.',
    gainUs: Math.round(costUs),
    operators: operatorsOf(layers),
  };
  return [guidance];
};

function isAddition({ work }: PricedLayer['layer']): boolean {
  return work.kind === 'elementwise' && work.operation === 'add';
}
