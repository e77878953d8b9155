import type { CompositionLaw, ConvolutionCoefficients } from '../timing/coefficients.js';
import type { TransposeTimes } from '../timing/composition-coefficients.js';

/**
 * What `npm run calibrate` fits to the board runs of June and July 2022; a test holds these numbers to it.
 *
 * Two laws of composition, because the profile of a network with NHWC at its ends lists what NCHW leaves hidden.
 */
export const vs680Fit: {
  readonly convolution: ConvolutionCoefficients;
  readonly laws: Readonly<Record<'nchw' | 'nhwc', CompositionLaw>>;
  readonly transposes: TransposeTimes;
} = {
  convolution: { readUsPerByte: 0.0771e-3, writeUsPerByte: 0.0647e-3, rereadPerChannel: 0.0478 },
  laws: {
    nchw: {
      convolution: 1.0617,
      perConvolutionUs: 204.4,
      copy: 0.1964,
      resize: 0.8444,
      reorganiseAfterNnUs: 2447,
      reorganiseAfterTpUs: 2934,
      activationBefore: 0.2711,
      untiledReorganiseUs: 1477,
      inputTransposeUs: 0,
    },
    nhwc: {
      convolution: 1.0021,
      perConvolutionUs: 0,
      copy: 0.2415,
      resize: 0.9666,
      reorganiseAfterNnUs: 9159,
      reorganiseAfterTpUs: 9261,
      activationBefore: 0.2449,
      untiledReorganiseUs: 0,
      inputTransposeUs: 1094,
    },
  },
  transposes: { inputTransposeUs: 884, outputTransposeUs: 6010 },
};
