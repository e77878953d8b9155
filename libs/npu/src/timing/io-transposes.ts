import type { TimingCoefficients } from './coefficients.js';
import { isOnNnCores } from './compose.js';
import { type Layer, networkInput } from './layer.js';

/** The order of dimensions of input and output on the board; an organizer's compile option. */
export type IoLayout = 'nhwc' | 'nchw';

/** A transpose at an end of the network: the board computes in NCHW. */
export interface IoTranspose {
  readonly port: 'input' | 'output';
  readonly bytes: number;
  readonly listedUs: number;
  readonly effectiveUs: number;
}

/**
 * Transposes that a layout asks for.
 *
 * An input that a single convolution reads is transposed by that convolution.
 */
export function ioTransposes(
  layers: readonly Layer[],
  bytes: { readonly inputs: readonly number[]; readonly outputs: readonly number[] },
  layout: IoLayout,
  { composition, rates }: TimingCoefficients,
): readonly IoTranspose[] {
  if (layout === 'nchw') return [];
  const readers = layers.filter(
    ({ sources, work }) =>
      sources.includes(networkInput) && !(work.kind === 'activation' && work.operation === 'requantise'),
  );
  const [reader] = readers;
  const isFolded = readers.length === 1 && reader !== undefined && isOnNnCores(reader);
  const transpose = (port: IoTranspose['port'], size: number, usPerByte: number): IoTranspose => ({
    port,
    bytes: size,
    listedUs: size * Math.max(usPerByte, rates.transposeUsPerByte),
    effectiveUs: size * usPerByte,
  });
  return [
    ...(isFolded
      ? []
      : bytes.inputs.map((size) => transpose('input', size, composition.inputTransposeUsPerByte))),
    ...bytes.outputs.map((size) => transpose('output', size, composition.outputTransposeUsPerByte)),
  ];
}
