import { vs680 } from '../../../arch/vs680.js';
import type { PricedLayer } from '../../compose.js';
import { type Guidance, type Hint, inMs, operatorsOf, sumEffectiveUs } from '../guidance.js';

/** An ADD costs more than the convolutions around it together. */
export const addition: Hint = ({ priced, totalUs }) =>
  priced.flatMap((one): Guidance[] => {
    const { work, form, engine } = one.layer;
    if (work.kind !== 'elementwise' || work.operation !== 'add' || form === 'folded' || engine === 'cpu')
      return [];
    const copies = copiesBefore(priced, one);
    const costUs = sumEffectiveUs([one, ...copies]);
    const skipUs = skipConvolutionUs(one);
    const anchor = copies.length > 0 ? ` of the ${copies.length} times copied anchor` : '';
    return [
      {
        id: 'timing.addition',
        rule: 'Element-wise layers are not optimised on the board: an ADD takes 2.7 ns per element, whatever its operands are.',
        detail: `the ADD${anchor} costs ${inMs(costUs)} of ${inMs(totalUs)}; a 3x3 convolution that reads a three-channel skip beside the features costs ${inMs(skipUs)} more than one that does not`,
        hint: 'Concatenate the skip with the features and let the convolution behind it add, instead of ADD.',
        gainUs: Math.max(0, Math.round(costUs - skipUs)),
        operators: operatorsOf([one, ...copies]),
      },
    ];
  });

function copiesBefore(priced: readonly PricedLayer[], { layer }: PricedLayer): readonly PricedLayer[] {
  return layer.sources.flatMap((source) => {
    const producer = priced[source];
    return producer?.layer.work.kind === 'copy' && producer.layer.form !== 'view' ? [producer] : [];
  });
}

/** Reading three more channels at the ADD's resolution, and writing them where the convolution reads. */
function skipConvolutionUs({ layer }: PricedLayer): number {
  const { convolution, composition, rates } = vs680;
  const skipBytes = layer.outputBytes / 9;
  const readUs = skipBytes * convolution.readUsPerByte * composition.convolution;
  return readUs + skipBytes * rates.copyUsPerByte * composition.copy;
}
