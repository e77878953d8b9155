import type { ConvolutionWork } from '../../ops/anatomy/work.js';
import type { ConvolutionCoefficients } from '../coefficients.js';
import { convolutionTerms, tiledConvolutionUs } from '../convolution-time.js';
import { architectureLayers } from './architecture-layers.js';
import type { KnownArchitecture } from './architecture.js';
import { minimise } from './minimise.js';

/** One convolution of the board's profile. */
export interface ConvolutionSample {
  readonly work: ConvolutionWork;
  readonly inputBytes: number;
  readonly outputBytes: number;
  readonly us: number;
}

export const convolutionParameters = [
  'readUsPerByte',
  'writeUsPerByte',
  'rereadPerChannel',
] as const satisfies readonly (keyof ConvolutionCoefficients)[];

const start: readonly number[] = [0.08e-3, 0.06e-3, 0.05];

/**
 * Fits the law of single convolutions to listed times.
 *
 * A network whose convolutions list unequal times for equal work (they share tiles) counts by its sum.
 */
export function fitConvolution(networks: readonly KnownArchitecture[]): ConvolutionCoefficients {
  const groups = networks.map(convolutionSamples).filter((samples) => samples.length > 0);
  return named(
    minimise((point) => {
      const coefficients = named(point);
      const costs = groups.map((samples) => {
        const sum = samples.reduce((total, { us }) => total + us, 0);
        const predicted = samples.map((sample) => priceSample(sample, coefficients));
        const each = samples.reduce(
          (total, { us }, index) => total + Math.abs((predicted[index] as number) - us),
          0,
        );
        const whole = Math.abs(predicted.reduce((total, us) => total + us, 0) - sum);
        return (each + 2 * whole) / sum;
      });
      return costs.reduce((total, cost) => total + cost, 0);
    }, start),
  );
}

/** The convolutions of a network beside their listed times; none where the two do not match in number. */
export function convolutionSamples(network: KnownArchitecture): readonly ConvolutionSample[] {
  const { layers } = architectureLayers(network);
  const convolutions = (layers ?? []).flatMap(({ work, inputBytes, outputBytes }) =>
    work.kind === 'convolution' ? [{ work, inputBytes, outputBytes }] : [],
  );
  if (convolutions.length !== network.convolutionUs.length) return [];
  return convolutions.map((one, index) => ({ ...one, us: network.convolutionUs[index] as number }));
}

function priceSample(
  { work, inputBytes, outputBytes }: ConvolutionSample,
  coefficients: ConvolutionCoefficients,
): number {
  return tiledConvolutionUs(convolutionTerms(work, { inputBytes, outputBytes }, coefficients));
}

function named(point: readonly number[]): ConvolutionCoefficients {
  return Object.fromEntries(
    convolutionParameters.map((name, index) => [name, point[index] ?? 0]),
  ) as unknown as ConvolutionCoefficients;
}
