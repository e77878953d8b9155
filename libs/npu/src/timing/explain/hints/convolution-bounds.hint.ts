import { vs680, vs680Hardware } from '../../../arch/vs680.js';
import type { PricedLayer } from '../../compose.js';
import { convolutionTerms } from '../../convolution-time.js';
import { type Guidance, type Hint, inMs, operatorsOf, sumEffectiveUs } from '../guidance.js';

/** Says of dense convolutions which term their time follows; only the term that wins the maximum is quoted. */
export const convolutionBounds: Hint = ({ priced, totalUs }) => {
  const dense = priced.filter(
    ({ layer }) => layer.work.kind === 'convolution' && layer.work.form === 'dense' && layer.engine === 'nn',
  );
  const memoryBound = dense.filter(isMemoryBound);
  const computeBound = dense.filter((one) => !isMemoryBound(one));
  return [...aboutMemory(memoryBound, totalUs), ...aboutCompute(computeBound, totalUs)];
};

function isMemoryBound({ layer }: PricedLayer): boolean {
  if (layer.work.kind !== 'convolution') return false;
  const terms = convolutionTerms(layer.work, layer, vs680.convolution);
  return terms.readUs + terms.writeUs >= terms.computeUs;
}

function aboutMemory(layers: readonly PricedLayer[], totalUs: number): readonly Guidance[] {
  if (layers.length === 0) return [];
  return [
    {
      id: 'timing.memory-bound',
      rule: 'A convolution takes the larger of its time in memory and in the MAC array.',
      detail: `${layers.length} convolutions, ${inMs(sumEffectiveUs(layers))} of ${inMs(totalUs)}, are memory-bound: their time follows input plus output channels`,
      hint: 'A larger kernel or more arithmetic per byte is nearly free here; fewer channels or fewer layers are faster.',
      gainUs: 0,
      operators: operatorsOf(layers),
    },
  ];
}

function aboutCompute(layers: readonly PricedLayer[], totalUs: number): readonly Guidance[] {
  if (layers.length === 0) return [];
  const { nnCores } = vs680Hardware;
  const gainUs = layers.reduce((sum, { layer, effectiveUs }) => {
    const outputs = layer.work.kind === 'convolution' ? layer.work.outputChannels : nnCores;
    const rounded = nnCores * Math.ceil(outputs / nnCores);
    return sum + effectiveUs * (1 - outputs / rounded);
  }, 0);
  return [
    {
      id: 'timing.compute-bound',
      rule: `The ${nnCores} NN cores form one output channel each; output channels come in passes of ${nnCores}.`,
      detail: `${layers.length} convolutions, ${inMs(sumEffectiveUs(layers))} of ${inMs(totalUs)}, are bound by the MAC array; ${inMs(gainUs)} of it is cores without a channel`,
      hint: `Choose output channels that fill passes of ${nnCores} (${nnCores}, ${2 * nnCores}, ${3 * nnCores}, …), or a smaller kernel.`,
      gainUs: Math.round(gainUs),
      operators: operatorsOf(layers),
    },
  ];
}
