import type { TimingCoefficients } from '../timing/coefficients.js';
import { compositionCoefficients } from '../timing/composition-coefficients.js';
import { vs680Fit } from './vs680-fit.js';

/**
 * The MAC array of the VS680's NN cores, as far as published figures allow to infer it.
 *
 * 22 cores come from the SyNAP manual. 192 MAC per core and cycle over tiles of 64 pixels, and 0.8 GHz, reproduce
 * the published 6.75 TOPS; later documents fit 0.906 GHz.
 */
export const vs680Hardware = {
  nnCores: 22,
  tileWidth: 64,
  /** Products of one output that a core forms in a cycle, for every pixel of a tile row. */
  productsPerCycle: 3,
  cyclesPerUs: 800,
  /** Input channels up to which a convolution over rows of 640 pixels reads its input once. */
  residentChannels: 28,
  /** Re-reading ends here: beyond it, tiles narrow instead. */
  largestReread: 1.5,
  /** A pass of the cores over all pixels of 640x360 in a badly tiled network: start, and per input channel of a 3x3 kernel. */
  untiledPassUs: 33,
  untiledUsPerChannel: 24.25,
  untiledShortestPassUs: 446,
  untiledPixels: 640 * 360,
} as const;

/** Bytes of a full-HD picture with three channels, by which the rates of its layers were measured. */
const fullHdBytes = 1920 * 1080 * 3;

/**
 * Coefficients of the VS680 for the toolchain of June and July 2022.
 *
 * `convolution` and `composition` are fitted (vs680-fit.ts). `rates` are read off single layers of the same runs,
 * `cpu` off Table 1 of the 2021 report.
 */
export const vs680: TimingCoefficients = {
  convolution: vs680Fit.convolution,
  composition: compositionCoefficients(vs680Fit.laws.nchw, vs680Fit.transposes),
  rates: {
    addUsPerElement: 16_537 / (640 * 360 * 27),
    multiplyUsPerElement: 3172 / (640 * 360 * 8),
    shaderUsPerElement: 3172 / (640 * 360 * 8),
    foldedAddUsPerElement: 2300 / fullHdBytes,
    foldedClipUsPerElement: 736 / fullHdBytes,
    copyUsPerByte: 840 / 691_200,
    reorganiseUsPerByte: 7560 / fullHdBytes,
    transposeUsPerByte: 884 / 691_200,
    activationUsPerElement: 7750 / fullHdBytes,
    leakyUsPerElement: 6680 / (640 * 360 * 27),
    softmaxUsPerElement: (4 * 7750) / fullHdBytes,
    resizeBilinearUsPerElement: 3975 / fullHdBytes,
    resizeNearestUsPerElement: 42_770 / fullHdBytes,
    poolUsPerByte: 840 / 691_200,
    globalPoolUsPerByte: 8900 / (640 * 360 * 32),
    fullyConnectedUsPerWeightByte: 1 / 8 / 830,
    offNnUsPerMac: 293_300 / (640 * 360 * 9 * 28 * 28),
  },
  cpu: { usPerMac: 29.5e-6, usPerElement: 10.05e-3, transferUsPerByte: 2 / 13_000 },
};
