import type { CompositionCoefficients, CompositionLaw } from './coefficients.js';

const lowResolutionPixels = 640 * 360;
const lowResolutionBytes = lowResolutionPixels * 3;
const fullHdBytes = 1920 * 1080 * 3;

/** What transposes of input and output add to a network from 640x360 to full HD. Microseconds. */
export interface TransposeTimes {
  readonly inputTransposeUs: number;
  readonly outputTransposeUs: number;
}

/** Turns the law of one pair of sizes into coefficients per pixel and byte. */
export function compositionCoefficients(
  law: CompositionLaw,
  transposes: TransposeTimes,
): CompositionCoefficients {
  return {
    convolution: law.convolution,
    convolutionUsPerPixel: law.perConvolutionUs / lowResolutionPixels,
    copy: law.copy,
    resize: law.resize,
    reorganiseAfterNnUsPerByte: law.reorganiseAfterNnUs / fullHdBytes,
    reorganiseAfterTpUsPerByte: law.reorganiseAfterTpUs / fullHdBytes,
    activationBeforeReorganise: law.activationBefore,
    untiledReorganiseUsPerByte: law.untiledReorganiseUs / fullHdBytes,
    outputTransposeUsPerByte: transposes.outputTransposeUs / fullHdBytes,
    inputTransposeUsPerByte: transposes.inputTransposeUs / lowResolutionBytes,
  };
}
