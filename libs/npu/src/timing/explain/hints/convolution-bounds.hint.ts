import { vs680, vs680Hardware } from '../../../arch/vs680.js';
import type { PricedLayer } from '../../compose.js';
import { convolutionTerms } from '../../convolution-time.js';
import { type Guidance, type Hint, inMs, operatorsOf, sumEffectiveUs } from '../guidance.js';

/** Source: SyNAP manual, operator support (kernels that stay on the NN cores). */
const largestKernel = 15;

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
  const channelUs = layers.reduce((sum, one) => sum + perChannelUs(one), 0);
  const kernel = Math.min(...layers.map(freeKernel));
  return [
    {
      id: 'timing.memory-bound',
      rule: 'A convolution takes the larger of its time in memory and in the MAC array.',
      detail: `${layers.length} convolutions, ${inMs(sumEffectiveUs(layers))} of ${inMs(totalUs)}, are memory-bound: their time follows input plus output channels, and one channel less everywhere saves ${inMs(channelUs)}`,
      hint: `Kernels up to ${kernel}x${kernel} are nearly free here; fewer channels or fewer layers are faster. From ${vs680Hardware.residentChannels + 1} input channels on, rows are read again.`,
      gainUs: 0,
      operators: operatorsOf(layers),
    },
  ];
}

/** What one channel less at the input and one less at the output saves. */
function perChannelUs({ layer }: PricedLayer): number {
  if (layer.work.kind !== 'convolution') return 0;
  const { inputChannels, outputChannels } = layer.work;
  const { readUs, writeUs } = convolutionTerms(layer.work, layer, vs680.convolution);
  return vs680.composition.convolution * (readUs / inputChannels + writeUs / outputChannels);
}

/** The largest odd kernel up to the NN cores' limit with which the layer stays memory-bound. */
function freeKernel({ layer }: PricedLayer): number {
  const { work } = layer;
  if (work.kind !== 'convolution') return 1;
  let size = Math.max(work.kernelHeight, work.kernelWidth);
  while (size + 2 <= largestKernel) {
    const wider = { ...work, kernelHeight: size + 2, kernelWidth: size + 2 };
    const { readUs, writeUs, computeUs } = convolutionTerms(wider, layer, vs680.convolution);
    if (computeUs > readUs + writeUs) break;
    size += 2;
  }
  return size;
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
