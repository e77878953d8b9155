import { vs680 } from '../../../arch/vs680.js';
import { type Guidance, type Hint, inMs, operatorsOf } from '../guidance.js';

/** A clip behind the depth-to-space runs alone; before it, it overlaps; fused into a convolution, it is free. */
export const clip: Hint = ({ priced, totalUs }) =>
  priced.flatMap((one): Guidance[] => {
    const { layer, effectiveUs } = one;
    const isLateClip =
      layer.work.kind === 'activation' &&
      layer.work.operation === 'clip' &&
      layer.form === undefined &&
      layer.sources.some((source) => priced[source]?.layer.work.kind === 'reorganise');
    if (!isLateClip) return [];
    const beforeUs = effectiveUs * vs680.composition.activationBeforeReorganise;
    return [
      {
        id: 'timing.clip-after-depth-to-space',
        rule: 'A clip before DEPTH_TO_SPACE overlaps with it, one behind it runs alone; fused into the last convolution, it costs nothing.',
        detail: `the clip behind DEPTH_TO_SPACE costs ${inMs(effectiveUs)} of ${inMs(totalUs)}; before it, ${inMs(beforeUs)}`,
        hint: 'Clip before DEPTH_TO_SPACE, or give the last convolution a fused activation and an output range of 0 to 255, so that saturation clips.',
        gainUs: Math.round(effectiveUs - beforeUs),
        operators: operatorsOf([one]),
      },
    ];
  });
