import type { CompositionLaw, ConvolutionCoefficients } from '../coefficients.js';
import type { TransposeTimes } from '../composition-coefficients.js';
import type { KnownArchitecture } from './architecture.js';
import type { Upload } from './board-run.js';
import { fitComposition } from './fit-composition.js';
import { fitConvolution } from './fit-convolution.js';
import { outputTransposeUs } from './output-transpose.js';

/** Everything that the timing model is fitted to. */
export interface CalibrationFacts {
  readonly uploads: readonly Upload[];
  readonly networks: readonly KnownArchitecture[];
}

/** Facts with what is not fitted, but read off and judged. */
export interface JudgedFacts extends CalibrationFacts {
  /** Single layers with their listed times. */
  readonly layers: readonly KnownArchitecture[];
}

/** What is fitted; the rates of other single layers are read off. */
export interface FittedTiming {
  readonly convolution: ConvolutionCoefficients;
  readonly laws: Readonly<Record<'nchw' | 'nhwc', CompositionLaw>>;
  readonly transposes: TransposeTimes;
}

/** Listed time of the input's transpose, alike in all runs. Source: 2022 challenge timing reports. */
const inputTransposeUs = 884;

/**
 * Fits the timing model.
 *
 * Convolutions are fitted on networks whose widths were published; those whose widths were read from the times
 * themselves would confirm whatever they were read with.
 */
export function fitTiming({ uploads, networks }: CalibrationFacts): FittedTiming {
  return {
    convolution: fitConvolution(networks.filter(({ evidence }) => evidence === 'published')),
    laws: { nchw: fitComposition(uploads, 'nchw'), nhwc: fitComposition(uploads, 'nhwc') },
    transposes: { inputTransposeUs, outputTransposeUs: outputTransposeUs(uploads) },
  };
}
