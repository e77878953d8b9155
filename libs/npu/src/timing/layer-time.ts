import { vs680 } from '../arch/vs680.js';
import type { ConvolutionWork } from '../ops/anatomy/work.js';
import type { Layer } from './layer.js';

/** Microseconds of one layer alone: the larger of compute and memory time. */
export function layerTimeUs({ work, inputBytes, outputBytes }: Layer): number {
  switch (work.kind) {
    case 'convolution':
      return convolutionTimeUs(work, inputBytes, outputBytes);
    case 'elementwise':
      return work.elements * (work.operation === 'mul' ? vs680.multiplyUsPerElement : vs680.addUsPerElement);
    case 'activation':
      return work.operation === 'requantise' ? 0 : work.elements * vs680.clipUsPerElement;
    case 'copy':
      return outputBytes * vs680.copyUsPerByte;
    case 'reorganise':
      return work.bytes * vs680.reorganiseUsPerByte;
    case 'transpose':
      return work.bytes * vs680.inputTransposeUsPerByte;
    case 'resize':
      return (
        work.elements *
        (work.method === 'nearest' ? vs680.resizeNearestUsPerElement : vs680.resizeBilinearUsPerElement)
      );
    case 'pool':
      return inputBytes * vs680.copyUsPerByte;
    case 'none':
      return 0;
  }
}

function convolutionTimeUs(work: ConvolutionWork, inputBytes: number, outputBytes: number): number {
  const { readUsPerByte, writeUsPerByte, macsPerUs, cores, overheadUs } = vs680.convolution;
  const memory = inputBytes * readUsPerByte + outputBytes * writeUsPerByte;
  const utilisation = work.outputChannels / (cores * Math.ceil(work.outputChannels / cores));
  return Math.max(memory, work.macs / (macsPerUs * utilisation)) + overheadUs;
}
