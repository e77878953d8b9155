import type { TimingCoefficients } from './coefficients.js';
import { type Layer, networkInput } from './layer.js';
import { layerTimeUs, type Tiling } from './layer-time.js';

/** A layer with its time in the profile and with what the network's runtime grows by because of it. Microseconds. */
export interface PricedLayer {
  readonly layer: Layer;
  readonly listedUs: number;
  readonly effectiveUs: number;
}

/** Prices every layer of a network and how it overlaps with its neighbours; without transposes of input and output. */
export function composeLayers(
  layers: readonly Layer[],
  coefficients: TimingCoefficients,
  tiling: Tiling,
): readonly PricedLayer[] {
  const feedsReorganise = new Set(
    layers.flatMap(({ work, sources }) => (work.kind === 'reorganise' ? sources : [])),
  );
  return layers.map((layer, index) => {
    const listedUs = layerTimeUs(layer, coefficients, tiling);
    const context = { layers, coefficients, tiling, beforeReorganise: feedsReorganise.has(index) };
    return { layer, listedUs, effectiveUs: effectiveUs(layer, listedUs, context) };
  });
}

interface Context {
  readonly layers: readonly Layer[];
  readonly coefficients: TimingCoefficients;
  readonly tiling: Tiling;
  readonly beforeReorganise: boolean;
}

function effectiveUs(layer: Layer, listedUs: number, context: Context): number {
  const { layers, coefficients, tiling, beforeReorganise } = context;
  const { composition } = coefficients;
  const { work } = layer;
  if (listedUs === 0 || layer.engine === 'cpu') return listedUs;
  if (isOnNnCores(layer)) {
    const pixels = tiling === 'typical' ? outputPixels(layer) : 0;
    return composition.convolution * listedUs + pixels * composition.convolutionUsPerPixel;
  }
  if (work.kind === 'copy') return composition.copy * listedUs;
  if (work.kind === 'resize') return composition.resize * listedUs;
  if (work.kind === 'activation' && beforeReorganise)
    return composition.activationBeforeReorganise * listedUs;
  if (work.kind !== 'reorganise') return listedUs;
  const afterNn = layer.sources.every((source) => {
    const producer = layers[source];
    return source !== networkInput && producer !== undefined && isOnNnCores(producer);
  });
  if (!afterNn) return work.bytes * composition.reorganiseAfterTpUsPerByte;
  const untiled = tiling === 'bad' ? composition.untiledReorganiseUsPerByte : 0;
  return work.bytes * (composition.reorganiseAfterNnUsPerByte + untiled);
}

/** Whether the NN cores compute the layer. */
export function isOnNnCores({ work, engine, form }: Layer): boolean {
  if (form === 'folded') return true;
  return work.kind === 'convolution' && work.form !== 'fully-connected' && engine === 'nn';
}

/** Element-wise layers on the NN cores were seen on pictures of three channels at three times the scale. */
const foldedChannels = 27;

function outputPixels({ work, outputBytes }: Layer): number {
  return work.kind === 'convolution'
    ? work.batch * work.outputHeight * work.outputWidth
    : outputBytes / foldedChannels;
}
