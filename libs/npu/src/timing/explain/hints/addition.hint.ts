import { vs680 } from '../../../arch/vs680.js';
import type { PricedLayer } from '../../compose.js';
import { type Guidance, type Hint, inMs, operatorsOf, sumEffectiveUs } from '../guidance.js';
import { convolutionOfUs } from './convolution-of.js';

/** An ADD costs more than the convolutions around it together. */
export const addition: Hint = ({ priced, totalUs }) => {
  const additions = priced.filter(
    ({ layer: { work, form, engine } }) =>
      work.kind === 'elementwise' && work.operation === 'add' && form !== 'folded' && engine !== 'cpu',
  );
  const [anchored, plain] = [true, false].map((hasCopies) =>
    additions.filter((one) => copiesBefore(priced, one).length > 0 === hasCopies),
  );
  return [...(anchored ?? []).map((one) => [one]), plain ?? []]
    .filter((group) => group.length > 0)
    .map((group) => aboutAdditions(priced, group, totalUs));
};

function aboutAdditions(
  priced: readonly PricedLayer[],
  additions: readonly PricedLayer[],
  totalUs: number,
): Guidance {
  const copies = additions.flatMap((one) => copiesBefore(priced, one));
  const costUs = sumEffectiveUs([...additions, ...copies]);
  const extraUs = additions.reduce((sum, one) => sum + widerConvolutionUs(priced, one), 0);
  const anchor = copies.length > 0 ? ` of the ${copies.length} times copied anchor` : '';
  const what = additions.length === 1 ? `the ADD${anchor} costs` : `${additions.length} ADDs cost`;
  return {
    id: 'timing.addition',
    rule: 'Element-wise layers are not optimised on the board: an ADD takes 2.7 ns per element, whatever its operands are.',
    detail: `${what} ${inMs(costUs)} of ${inMs(totalUs)}; ${alternative(priced, additions, extraUs)}`,
    hint: 'Concatenate the skip with the features and let the convolution behind it add (its weights for the skip hold the identity), instead of ADD.',
    gainUs: Math.max(0, Math.round(costUs - extraUs)),
    operators: operatorsOf([...additions, ...copies]),
  };
}

function alternative(
  priced: readonly PricedLayer[],
  additions: readonly PricedLayer[],
  extraUs: number,
): string {
  const beside = `convolutions that read both operands side by side cost ${inMs(extraUs)} more than without them`;
  const [first] = additions;
  if (first === undefined || isReadByConvolution(priced, first)) return beside;
  const skipUs = convolutionOfUs(pictureBytes(first), first.layer.outputBytes);
  return `a 3x3 convolution as a skip from the picture costs ${inMs(skipUs)}, and one that reads the picture beside its features ${inMs(extraUs)} more than without it`;
}

function copiesBefore(priced: readonly PricedLayer[], { layer }: PricedLayer): readonly PricedLayer[] {
  return layer.sources.flatMap((source) => {
    const producer = priced[source];
    return producer?.layer.work.kind === 'copy' && producer.layer.form !== 'view' ? [producer] : [];
  });
}

/**
 * What reading the skip costs a convolution: all its channels where a convolution behind the ADD can do it, else the
 * three of the picture, which the convolution before the ADD reads, and whose copy puts them beside its features.
 */
function widerConvolutionUs(priced: readonly PricedLayer[], one: PricedLayer): number {
  const { convolution, composition, rates } = vs680;
  const perByteUs = convolution.readUsPerByte * composition.convolution;
  if (isReadByConvolution(priced, one)) return one.layer.outputBytes * perByteUs;
  return pictureBytes(one) * (perByteUs + rates.copyUsPerByte * composition.copy);
}

function isReadByConvolution(priced: readonly PricedLayer[], one: PricedLayer): boolean {
  const position = priced.indexOf(one);
  return priced.some(({ layer }) => layer.work.kind === 'convolution' && layer.sources.includes(position));
}

/** Three channels at the resolution of an ADD before a depth-to-space by three. */
function pictureBytes({ layer }: PricedLayer): number {
  return layer.outputBytes / 9;
}
