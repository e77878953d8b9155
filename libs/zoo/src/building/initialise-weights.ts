import type { RandomStream } from '../pictures/random-stream.js';
import type { ConvolutionWeights } from './convolve.js';

/**
 * Draws weights with the spread that keeps activations alive through rectifiers.
 *
 * Source: He et al., Delving Deep into Rectifiers, 2015; uniform, as its variance asks for.
 */
export function initialiseWeights(
  random: RandomStream,
  { kernel, inputs, outputs }: Pick<ConvolutionWeights, 'kernel' | 'inputs' | 'outputs'>,
): ConvolutionWeights {
  const bound = Math.sqrt(6 / (inputs * kernel * kernel));
  const weights = Float32Array.from(
    { length: outputs * kernel * kernel * inputs },
    () => (2 * random() - 1) * bound,
  );
  return { kernel, inputs, outputs, weights, bias: new Float32Array(outputs) };
}
