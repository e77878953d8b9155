import type { ConvertedNetwork } from './converted-network.js';
import { SpecBuilder, strideOne, type Codes } from './spec-builder.js';

const pixels: Codes = { type: 'INT8', scale: Math.fround(1 / 255), zeroPoint: -128 };
const features: Codes = { type: 'INT8', scale: 0.02, zeroPoint: -31 };

/** From ONNX: int8 at both ends by default, padding as an operator of its own, a pixel shuffle spelt out in rank 6. */
export const onnx2tf: ConvertedNetwork = {
  converter: 'onnx2tf',
  source: 'PINTO0309/onnx2tf, release notes 1.26 (`-iqd`, `-oqd`: int8 by default)',
  issues: ['io.input-type', 'io.output-type'],
  hint: '-iqd uint8',
  builtins: ['CONV_2D', 'LEAKY_RELU', 'CONV_2D', 'DEPTH_TO_SPACE', 'RELU_0_TO_1'],
  write(height, width) {
    const net = new SpecBuilder();
    const size = [1, height, width];
    const large = [1, 3 * height, 3 * width, 3];
    const input = net.tensor('inputs_0', [...size, 3], pixels);
    const padded = net.tensor('wa/model/conv/Pad', [1, height + 2, width + 2, 3], pixels);
    const first = net.tensor('wa/model/conv/Conv/BiasAdd;wa/model/conv/Conv', [...size, 8], features);
    const bent = net.tensor('wa/model/act/LeakyRelu', [...size, 8], features);
    const last = net.tensor('wa/model/tail/Conv/BiasAdd', [...size, 27], pixels);
    const split = net.tensor('wa/model/up/Reshape', [...size, 3, 3, 3], pixels);
    const turned = net.tensor('wa/model/up/Transpose', [1, height, 3, width, 3, 3], pixels);
    const enlarged = net.tensor('wa/model/up/Reshape_1', large, pixels);
    const output = net.tensor('Identity', large, pixels);
    const weights = { type: 'INT8', isPerAxis: true } as const;
    const first3x3 = net.weights('wa/model/conv/Conv', [8, 3, 3, 3], { ...weights, operand: pixels });
    const last3x3 = net.weights('wa/model/tail/Conv', [27, 3, 3, 8], { ...weights, operand: features });
    const paddings = net.integers('wa/model/conv/Pad/paddings', [0, 0, 1, 1, 1, 1, 0, 0], [4, 2]);
    net.operator({ builtin: 'PAD', version: 2, inputs: [input, paddings], outputs: [padded] });
    net.operator({
      builtin: 'CONV_2D',
      version: 3,
      inputs: [padded, ...first3x3],
      outputs: [first],
      options: strideOne('VALID'),
    });
    net.operator({
      builtin: 'LEAKY_RELU',
      version: 2,
      inputs: [first],
      outputs: [bent],
      options: { alpha: Math.fround(0.1) },
    });
    net.operator({
      builtin: 'CONV_2D',
      version: 3,
      inputs: [bent, ...last3x3],
      outputs: [last],
      options: strideOne('SAME'),
    });
    net.operator({
      builtin: 'RESHAPE',
      inputs: [last, net.integers('shape', [...size, 3, 3, 3])],
      outputs: [split],
    });
    net.operator({
      builtin: 'TRANSPOSE',
      version: 4,
      inputs: [split, net.integers('perm', [0, 1, 4, 2, 5, 3])],
      outputs: [turned],
    });
    net.operator({
      builtin: 'RESHAPE',
      inputs: [turned, net.integers('shape_1', large)],
      outputs: [enlarged],
    });
    net.operator({ builtin: 'RELU_0_TO_1', inputs: [enlarged], outputs: [output] });
    const head = {
      description: 'MLIR Converted.',
      emptyBuffers: 'own',
      signatures: [
        {
          key: 'serving_default',
          subgraph: 0,
          inputs: [{ name: 'input', tensor: input }],
          outputs: [{ name: 'output', tensor: output }],
        },
      ],
      metadata: [{ name: 'min_runtime_version', data: new TextEncoder().encode('2.16.0') }],
    } as const;
    return net.finish(head, 'main', [input], [output]);
  },
};
