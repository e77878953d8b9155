import type { ActivationOperation, Work } from '../ops/anatomy/work.js';
import type { LayerRates, TimingCoefficients } from './coefficients.js';
import { convolutionTerms, tiledConvolutionUs, untiledConvolutionUs } from './convolution-time.js';
import { cpuLayerTimeUs } from './cpu-time.js';
import type { LayerWork } from './layer.js';

/** How the compiler cuts convolutions: tiles that stay in SRAM between layers, or tiles that do not. */
export type Tiling = 'typical' | 'bad';

/** Microseconds that the board's profile lists for a layer. */
export function layerTimeUs(layer: LayerWork, coefficients: TimingCoefficients, tiling: Tiling): number {
  const { work, inputBytes, outputBytes, engine, form } = layer;
  const { rates } = coefficients;
  if (form === 'view') return 0;
  if (engine === 'cpu') return cpuLayerTimeUs(layer, coefficients.cpu);
  switch (work.kind) {
    case 'convolution': {
      if (work.form === 'fully-connected') return work.weightBytes * rates.fullyConnectedUsPerWeightByte;
      if (engine !== 'nn') return work.macs * rates.offNnUsPerMac;
      const terms = convolutionTerms(work, { inputBytes, outputBytes }, coefficients.convolution);
      const listed = tiling === 'bad' ? untiledConvolutionUs(work, terms) : tiledConvolutionUs(terms);
      return listed + rearrangementUs(work, inputBytes, outputBytes, rates);
    }
    case 'elementwise':
      return work.elements * elementwiseRate(work.operation, form === 'folded', rates);
    case 'activation':
      return work.elements * activationRate(work.operation, form === 'folded', rates);
    case 'copy':
      return outputBytes * rates.copyUsPerByte;
    case 'reorganise':
      return work.bytes * rates.reorganiseUsPerByte;
    case 'transpose':
      return work.bytes * rates.transposeUsPerByte;
    case 'resize':
      return (
        work.elements *
        (work.method === 'nearest' ? rates.resizeNearestUsPerElement : rates.resizeBilinearUsPerElement)
      );
    case 'pool':
      return inputBytes * (work.method === 'global' ? rates.globalPoolUsPerByte : rates.poolUsPerByte);
    case 'none':
      return 0;
  }
}

/** A stride needs a space-to-depth before the convolution, a transposed one a depth-to-space behind it. */
function rearrangementUs(
  work: Extract<Work, { kind: 'convolution' }>,
  inputBytes: number,
  outputBytes: number,
  rates: LayerRates,
): number {
  if (work.strideHeight * work.strideWidth <= 1) return 0;
  return (work.form === 'transposed' ? outputBytes : inputBytes) * rates.reorganiseUsPerByte;
}

function elementwiseRate(
  operation: Extract<Work, { kind: 'elementwise' }>['operation'],
  folded: boolean,
  rates: LayerRates,
): number {
  if (folded) return rates.foldedAddUsPerElement;
  if (operation === 'add' || operation === 'sub') return rates.addUsPerElement;
  return operation === 'mul' ? rates.multiplyUsPerElement : rates.shaderUsPerElement;
}

function activationRate(operation: ActivationOperation, folded: boolean, rates: LayerRates): number {
  switch (operation) {
    case 'requantise':
      return 0;
    case 'clip':
      return folded ? rates.foldedClipUsPerElement : rates.activationUsPerElement;
    case 'leaky':
      return rates.leakyUsPerElement;
    case 'table':
      return rates.activationUsPerElement;
    case 'softmax':
      return rates.softmaxUsPerElement;
  }
}
