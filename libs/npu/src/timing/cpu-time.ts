import type { Layer, LayerWork } from './layer.js';
import type { CpuCoefficients } from './coefficients.js';

/** Microseconds of a layer on the board's CPU, with its operands brought over and its result back. */
export function cpuLayerTimeUs(layer: LayerWork, cpu: CpuCoefficients): number {
  return workUs(layer, cpu) + (layer.inputBytes + layer.outputBytes) * cpu.transferUsPerByte;
}

/**
 * Microseconds of the whole network on the board's CPU, by TensorFlow Lite.
 *
 * Table 1 of the 2021 report names neither core nor threads; the fit is to its CPU column.
 */
export function cpuTimeUs(layers: readonly Layer[], cpu: CpuCoefficients): number {
  return layers.reduce((sum, layer) => sum + workUs(layer, cpu), 0);
}

function workUs({ work, outputBytes }: LayerWork, cpu: CpuCoefficients): number {
  const macs = work.kind === 'convolution' ? work.macs : 0;
  return macs * cpu.usPerMac + outputBytes * cpu.usPerElement;
}
