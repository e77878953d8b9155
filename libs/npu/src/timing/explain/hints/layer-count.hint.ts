import { vs680 } from '../../../arch/vs680.js';
import { isOnNnCores } from '../../compose.js';
import { type Hint, inMs, operatorsOf } from '../guidance.js';

const fewestLayers = 8;

/** Every convolution costs a time of its own that no profile lists. */
export const layerCount: Hint = ({ priced, totalUs }) => {
  const convolutions = priced.filter(({ layer }) => layer.work.kind === 'convolution' && isOnNnCores(layer));
  const hiddenUs = convolutions.reduce(
    (sum, { effectiveUs, listedUs }) => sum + effectiveUs - vs680.composition.convolution * listedUs,
    0,
  );
  if (convolutions.length <= fewestLayers) return [];
  return [
    {
      id: 'timing.layer-count',
      rule: 'Every convolution on the NN cores costs 0.2 ms at 640x360 that its profile does not list, however narrow it is.',
      detail: `${convolutions.length} convolutions cost ${inMs(hiddenUs)} of ${inMs(totalUs)} by their number alone`,
      hint: 'Fold branches and grouped or 1x1 convolutions into fewer 3x3 convolutions before the upload.',
      gainUs: Math.round((hiddenUs * (convolutions.length - fewestLayers)) / convolutions.length),
      operators: operatorsOf(convolutions),
    },
  ];
};
