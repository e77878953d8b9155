import type { Work } from '../ops/anatomy/work.js';

/** Names a layer as the board's published profiles do. Source: 2022 challenge timing reports (layer names). */
export function layerName(work: Work): string {
  switch (work.kind) {
    case 'convolution':
      if (work.form === 'transposed') return 'DeConvolutionLayer';
      return work.form === 'fully-connected' ? 'FullyConnectedReluLayer' : 'ConvolutionReluPoolingLayer2';
    case 'elementwise':
      if (work.operation === 'add') return 'TensorAdd';
      if (work.operation === 'sub') return 'TensorSub';
      if (work.operation === 'mul') return 'TensorMul';
      return `com.vivantecorp.extension.evis.${work.operation}_U8U8toU8_2D`;
    case 'activation':
      if (work.operation === 'leaky') return 'LeakyReluLayer';
      return work.operation === 'requantise' ? 'ConvolutionReluPoolingLayer2' : 'ActivationLayer';
    case 'reorganise':
      return 'ReorgLayer2';
    case 'transpose':
      return 'TensorTranspose';
    case 'resize':
      return `com.vivantecorp.extension.evis.resize_${work.method}_U8toU8_op`;
    case 'pool':
      return 'PoolingLayer2';
    case 'copy':
    case 'none':
      return 'TensorCopy';
  }
}
