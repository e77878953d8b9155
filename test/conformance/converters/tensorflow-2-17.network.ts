import type { ConvertedNetwork } from './converted-network.js';
import { SpecBuilder, strideOne, type Codes } from './spec-builder.js';

const pixels: Codes = { type: 'UINT8', scale: 1, zeroPoint: 0 };
const coded: Codes = { type: 'INT8', scale: 1, zeroPoint: -128 };
const features: Codes = { type: 'INT8', scale: 0.8, zeroPoint: -128 };

/** FULLY_CONNECTED with a scale per output, which keeps the picture's dimensions; signature and conversion metadata. */
export const tensorflow217: ConvertedNetwork = {
  converter: 'TensorFlow 2.17 and later',
  source:
    'TensorFlow 2.17 release notes (per-channel quantisation of fully connected layers); its operator version 12',
  issues: [],
  builtins: ['QUANTIZE', 'CONV_2D', 'FULLY_CONNECTED', 'DEPTH_TO_SPACE', 'QUANTIZE'],
  litertRoundsOnce: true,
  write(height, width) {
    const net = new SpecBuilder();
    const size = [1, height, width];
    const large = [1, 3 * height, 3 * width, 3];
    const input = net.tensor('serving_default_keras_tensor:0', [...size, 3], pixels);
    const shifted = net.tensor('tfl.quantize', [...size, 3], coded);
    const first = net.tensor('functional_1/conv2d_1/Relu', [...size, 8], features);
    const dense = net.tensor('functional_1/dense_1/Add', [...size, 27], coded);
    const enlarged = net.tensor('functional_1/lambda_1/DepthToSpace', large, coded);
    const output = net.tensor('StatefulPartitionedCall_1:0', large, pixels);
    const weights = { type: 'INT8', isPerAxis: true } as const;
    const first3x3 = net.weights('arith.constant1', [8, 3, 3, 3], { ...weights, operand: coded });
    const matrix = net.weights('arith.constant', [27, 8], { ...weights, operand: features });
    net.operator({ builtin: 'QUANTIZE', inputs: [input], outputs: [shifted] });
    net.operator({
      builtin: 'CONV_2D',
      version: 3,
      inputs: [shifted, ...first3x3],
      outputs: [first],
      options: strideOne('SAME', 'RELU'),
    });
    net.operator({
      builtin: 'FULLY_CONNECTED',
      version: 12,
      inputs: [first, ...matrix],
      outputs: [dense],
      options: { keepNumDims: true },
    });
    net.operator({
      builtin: 'DEPTH_TO_SPACE',
      version: 2,
      inputs: [dense],
      outputs: [enlarged],
      options: { blockSize: 3 },
    });
    net.operator({ builtin: 'QUANTIZE', inputs: [enlarged], outputs: [output] });
    const head = {
      description: 'MLIR Converted.',
      emptyBuffers: 'own',
      signatures: [
        {
          key: 'serving_default',
          subgraph: 0,
          inputs: [{ name: 'keras_tensor', tensor: input }],
          outputs: [{ name: 'output_0', tensor: output }],
        },
      ],
      metadata: [
        { name: 'min_runtime_version', data: new TextEncoder().encode('2.17.0') },
        { name: 'CONVERSION_METADATA', data: Uint8Array.of(16, 0, 0, 0) },
      ],
    } as const;
    return net.finish(head, 'main', [input], [output]);
  },
};
