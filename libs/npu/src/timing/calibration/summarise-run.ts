import type { BoardRun } from './board-run.js';

/** A layer of a profile: its name and its listed microseconds. */
export type ListedLayer = readonly [type: string, us: number];

const convolution = 'ConvolutionReluPoolingLayer2';
/** Convolutions that take less are remains of fused layers. */
const shortestConvolutionUs = 60;

/** Sums a profile up to what the composition law reads of it. */
export function summariseRun(totalUs: number, layers: readonly ListedLayer[]): BoardRun {
  const named = (name: string): readonly ListedLayer[] => layers.filter(([type]) => type === name);
  const chain = layers.filter(([type]) => type !== 'TensorCopy' && type !== 'TensorTranspose');
  const reorganise = chain.findLastIndex(([type]) => type === 'ReorgLayer2');
  const activationAt = (after: boolean): readonly ListedLayer[] =>
    chain.filter(([type], index) => type === 'ActivationLayer' && index > reorganise === after);
  const convolutions = named(convolution);
  const apart = new Set([convolution, 'TensorCopy', 'TensorTranspose', 'ActivationLayer']);
  return {
    totalUs,
    convolutionUs: sumOf(convolutions),
    convolutions: convolutions.filter(([, us]) => us > shortestConvolutionUs).length,
    firstConvolutionUs: convolutions[0]?.[1] ?? 0,
    copyUs: sumOf(named('TensorCopy')),
    resizeUs: sumOf(layers.filter(([type]) => isResize(type))),
    serialUs:
      sumOf(layers.filter(([type]) => !apart.has(type) && !isResize(type))) - (chain[reorganise]?.[1] ?? 0),
    reorganiseUs: chain[reorganise]?.[1] ?? 0,
    isAfterNn: reorganise > 0 && chain[reorganise - 1]?.[0] === convolution ? 1 : 0,
    activationAfterUs: sumOf(activationAt(true)),
    activationBeforeUs: sumOf(activationAt(false)),
    transposes: named('TensorTranspose').length,
  };
}

function sumOf(rows: readonly ListedLayer[]): number {
  return rows.reduce((sum, [, us]) => sum + us, 0);
}

function isResize(type: string): boolean {
  return type.includes('evis.resize');
}
