import { vs680 } from '../../../arch/vs680.js';
import { type Guidance, type Hint, inMs, operatorsOf } from '../guidance.js';

/** RESIZE_NEAREST_NEIGHBOR has a slow shader on the board; bilinear a fast one. */
export const nearestResize: Hint = ({ priced, totalUs }) =>
  priced.flatMap((one): Guidance[] => {
    const { work, engine } = one.layer;
    if (work.kind !== 'resize' || work.method !== 'nearest' || engine === 'cpu') return [];
    const bilinearUs = work.elements * vs680.rates.resizeBilinearUsPerElement * vs680.composition.resize;
    return [
      {
        id: 'timing.nearest-resize',
        rule: 'RESIZE_NEAREST_NEIGHBOR runs on the programmable shader at 6.9 ns per element, RESIZE_BILINEAR at 0.6 ns.',
        detail: `RESIZE_NEAREST_NEIGHBOR costs ${inMs(one.effectiveUs)} of ${inMs(totalUs)}; bilinear would cost ${inMs(bilinearUs)}`,
        hint: 'Enlarge bilinearly, or by a fixed 1x1 convolution that repeats the channels, before DEPTH_TO_SPACE.',
        gainUs: Math.round(one.effectiveUs - bilinearUs),
        operators: operatorsOf([one]),
      },
    ];
  });
