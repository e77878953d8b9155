import type { TimingCoefficients } from '../coefficients.js';
import { assumedCosts } from '../assumed-costs.js';
import { composeLayers, isOnNnCores } from '../compose.js';
import { copiedPartsUs } from '../copied-parts.js';
import { ioTransposes } from '../io-transposes.js';
import type { Layer } from '../layer.js';
import { predictionInterval } from '../prediction-interval.js';
import type { PredictionInterval } from '../prediction.js';
import { architectureLayers } from './architecture-layers.js';
import type { KnownArchitecture } from './architecture.js';

/** The timing model's answer for a published architecture, or why it has none. Microseconds. */
export type PricedArchitecture =
  | {
      readonly nchwUs: number;
      readonly nhwcUs: number;
      readonly intervals: Readonly<Record<'nchw' | 'nhwc', PredictionInterval>>;
      /** Listed times of the convolutions, summed up. */
      readonly convolutionUs: number;
      readonly isAssumed: boolean;
    }
  | { readonly nchwUs: undefined; readonly reason: string };

/** Prices an architecture by its layer list. A single layer is priced by its listed time, as it was published. */
export function priceArchitecture(
  architecture: KnownArchitecture,
  coefficients: TimingCoefficients,
): PricedArchitecture {
  const listed = architectureLayers(architecture);
  if (listed.layers === undefined) return { nchwUs: undefined, reason: listed.reason };
  const { layers } = listed;
  const priced = composeLayers(layers, coefficients, 'typical');
  const convolutionUs = priced
    .filter(({ layer }) => layer.work.kind === 'convolution' && isOnNnCores(layer))
    .reduce((sum, { listedUs }) => sum + listedUs, 0);
  const isAssumed = assumedCosts(layers).length > 0;
  const key = isSingleLayer(architecture) ? 'listedUs' : 'effectiveUs';
  const total = (parts: readonly { readonly listedUs: number; readonly effectiveUs: number }[]): number =>
    parts.reduce((sum, part) => sum + part[key], 0);
  const nchwUs = total(priced);
  const badUs = total(composeLayers(layers, coefficients, 'bad'));
  const bytes = { inputs: [inputBytes(architecture)], outputs: [outputBytes(layers)] };
  const transposesUs = isSingleLayer(architecture)
    ? 0
    : total(ioTransposes(layers, bytes, 'nhwc', coefficients));
  const doubts = {
    copiedPartsUs: copiedPartsUs(layers, coefficients) * coefficients.composition.copy,
    isAssumed,
  };
  return {
    nchwUs,
    nhwcUs: nchwUs + transposesUs,
    intervals: {
      nchw: predictionInterval(nchwUs, { ...doubts, badlyTiledUs: badUs }),
      nhwc: predictionInterval(nchwUs + transposesUs, { ...doubts, badlyTiledUs: badUs + transposesUs }),
    },
    convolutionUs,
    isAssumed,
  };
}

/** A row about one layer gives the layer's listed time where others give a network's runtime. */
export function isSingleLayer({ operators }: KnownArchitecture): boolean {
  return operators.length === 1;
}

function inputBytes({ input }: KnownArchitecture): number {
  return input.reduce((product, size) => product * size, 1);
}

/** The network's output is the last result that no layer reads. */
function outputBytes(layers: readonly Layer[]): number {
  const read = new Set(layers.flatMap(({ sources }) => sources));
  return layers.findLast((_, index) => !read.has(index))?.outputBytes ?? 0;
}
