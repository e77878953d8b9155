import { aConstant } from '@npufarm/testing';
import type { ConvertedNetwork } from './converted-network.js';
import { SpecBuilder, strideOne, type Codes } from './spec-builder.js';

const bytes: Codes = { type: 'UINT8', scale: 1, zeroPoint: 0 };
const pixels: Codes = { type: 'INT8', scale: 1, zeroPoint: -128 };
const features: Codes = { type: 'INT8', scale: 0.7, zeroPoint: -128 };
const signed: Codes = { type: 'INT8', scale: 0.9, zeroPoint: 4 };

/** Full-integer conversion after training: int8 inside, a scale per output channel, QUANTIZE at both ends. */
export const mlir: ConvertedNetwork = {
  converter: 'MLIR (TensorFlow 2.4 to 2.16, full-integer)',
  source: 'files of MAI 2022 entrants: "MLIR Converted.", CONV_2D v3, ADD v2, both code fields',
  issues: [],
  builtins: [
    'QUANTIZE',
    'CONV_2D',
    'PRELU',
    'CONV_2D',
    'CONCATENATION',
    'ADD',
    'DEPTH_TO_SPACE',
    'MINIMUM',
    'RELU',
    'QUANTIZE',
  ],
  write(height, width) {
    const net = new SpecBuilder();
    const size = [1, height, width];
    const large = [1, 3 * height, 3 * width, 3];
    const input = net.tensor('input_1', [...size, 3], bytes);
    const coded = net.tensor('tfl.quantize', [...size, 3], pixels);
    const first = net.tensor('model/conv2d/BiasAdd;model/conv2d/Conv2D;conv2d/bias', [...size, 8], signed);
    const bent = net.tensor('model/p_re_lu/add', [...size, 8], features);
    const residual = net.tensor('model/conv2d_1/BiasAdd', [...size, 27], signed);
    const anchor = net.tensor('model/tf.concat/concat', [...size, 27], pixels);
    const sum = net.tensor('model/tf.__operators__.add/AddV2', [...size, 27], pixels);
    const enlarged = net.tensor('model/tf.nn.depth_to_space/DepthToSpace', large, pixels);
    const bounded = net.tensor('model/tf.clip_by_value/Minimum', large, pixels);
    const clipped = net.tensor('model/tf.clip_by_value', large, pixels);
    const output = net.tensor('Identity', large, bytes);
    const weights = { type: 'INT8', isPerAxis: true } as const;
    const first3x3 = net.weights('model/conv2d/Conv2D', [8, 3, 3, 3], { ...weights, operand: pixels });
    const last3x3 = net.weights('model/conv2d_1/Conv2D', [27, 3, 3, 8], { ...weights, operand: features });
    const slopes = net.constant(
      aConstant([1, 1, 8], [3, -20, 40, 127, -127, 0, 9, 77], { name: 'model/p_re_lu/mul', scale: 0.004 }),
    );
    const white = net.constant(aConstant([], [127], { name: 'Const', scale: 1, zeroPoint: -128 }));
    net.operator({ builtin: 'QUANTIZE', inputs: [input], outputs: [coded] });
    net.operator({
      builtin: 'CONV_2D',
      version: 3,
      inputs: [coded, ...first3x3],
      outputs: [first],
      options: strideOne('SAME'),
    });
    net.operator({ builtin: 'PRELU', inputs: [first, slopes], outputs: [bent] });
    net.operator({
      builtin: 'CONV_2D',
      version: 3,
      inputs: [bent, ...last3x3],
      outputs: [residual],
      options: strideOne('SAME'),
    });
    net.operator({
      builtin: 'CONCATENATION',
      version: 2,
      inputs: Array.from({ length: 9 }, () => coded),
      outputs: [anchor],
      options: { axis: 3 },
    });
    net.operator({ builtin: 'ADD', version: 2, inputs: [residual, anchor], outputs: [sum] });
    net.operator({
      builtin: 'DEPTH_TO_SPACE',
      version: 2,
      inputs: [sum],
      outputs: [enlarged],
      options: { blockSize: 3 },
    });
    net.operator({ builtin: 'MINIMUM', version: 2, inputs: [enlarged, white], outputs: [bounded] });
    net.operator({ builtin: 'RELU', version: 2, inputs: [bounded], outputs: [clipped] });
    net.operator({ builtin: 'QUANTIZE', inputs: [clipped], outputs: [output] });
    const metadata = [{ name: 'min_runtime_version', data: new TextEncoder().encode('2.3.0') }];
    const head = { description: 'MLIR Converted.', emptyBuffers: 'own', metadata } as const;
    return net.finish(head, 'main', [input], [output]);
  },
};
