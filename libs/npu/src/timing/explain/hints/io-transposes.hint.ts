import { type Hint, inMs, sumEffectiveUs } from '../guidance.js';

/** Transposes of input and output belong to how the organizers compile, not to the model. */
export const ioTransposes: Hint = ({ transposes, totalUs }) => {
  if (transposes.length === 0) return [];
  return [
    {
      id: 'timing.io-transposes',
      rule: 'The board computes in NCHW; with NHWC at its ends a network transposes them.',
      detail: `transposes of input and output cost ${inMs(sumEffectiveUs(transposes))} of ${inMs(totalUs)}`,
      hint: 'This is a compile option of the organizers and the same for everybody: nothing to change in the model.',
      gainUs: 0,
      operators: [],
    },
  ];
};
