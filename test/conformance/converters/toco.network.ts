import type { ConvertedNetwork } from './converted-network.js';
import { SpecBuilder, strideOne, type Codes } from './spec-builder.js';

const pixels: Codes = { type: 'UINT8', scale: 1, zeroPoint: 0 };
const features: Codes = { type: 'UINT8', scale: 6 / 255, zeroPoint: 0 };

/** Legacy uint8: asymmetric weights with one scale, version 1 of every operator, codes in the one-byte field alone. */
export const toco: ConvertedNetwork = {
  converter: 'TOCO (TensorFlow 1.13, quantisation-aware training)',
  source: 'tensorflow/lite/toco/tflite/export.cc, TensorFlow 1.13',
  issues: [],
  builtins: ['CONV_2D', 'DEPTHWISE_CONV_2D', 'CONV_2D', 'CONCATENATION', 'ADD', 'DEPTH_TO_SPACE'],
  write(height, width) {
    const net = new SpecBuilder({ ranges: true });
    const size = [1, height, width];
    const input = net.tensor('input', [...size, 3], pixels);
    const first = net.tensor('net/conv1/Relu6', [...size, 8], features);
    const second = net.tensor('net/depthwise/Relu', [...size, 8], { ...features, scale: 0.03 });
    const residual = net.tensor('net/conv2/BiasAdd', [...size, 27], {
      ...pixels,
      scale: 0.9,
      zeroPoint: 128,
    });
    const anchor = net.tensor('net/concat', [...size, 27], pixels);
    const sum = net.tensor('net/add', [...size, 27], pixels);
    const output = net.tensor('output', [1, 3 * height, 3 * width, 3], pixels);
    const first3x3 = net.weights('net/conv1/weights_quant/FakeQuantWithMinMaxVars', [8, 3, 3, 3], {
      type: 'UINT8',
      operand: pixels,
      isPerAxis: false,
    });
    const depthwise = net.weights('net/depthwise/weights_quant/FakeQuantWithMinMaxVars', [1, 3, 3, 8], {
      type: 'UINT8',
      operand: features,
      isPerAxis: false,
      axis: 3,
    });
    const last3x3 = net.weights('net/conv2/weights_quant/FakeQuantWithMinMaxVars', [27, 3, 3, 8], {
      type: 'UINT8',
      operand: { ...features, scale: 0.03 },
      isPerAxis: false,
    });
    net.operator({
      builtin: 'CONV_2D',
      inputs: [input, ...first3x3],
      outputs: [first],
      options: strideOne('SAME', 'RELU6'),
    });
    net.operator({
      builtin: 'DEPTHWISE_CONV_2D',
      inputs: [first, ...depthwise],
      outputs: [second],
      options: { ...strideOne('SAME', 'RELU'), depthMultiplier: 1 },
    });
    net.operator({
      builtin: 'CONV_2D',
      inputs: [second, ...last3x3],
      outputs: [residual],
      options: strideOne('SAME'),
    });
    net.operator({
      builtin: 'CONCATENATION',
      inputs: Array.from({ length: 9 }, () => input),
      outputs: [anchor],
      options: { axis: 3 },
    });
    net.operator({ builtin: 'ADD', inputs: [residual, anchor], outputs: [sum] });
    net.operator({ builtin: 'DEPTH_TO_SPACE', inputs: [sum], outputs: [output], options: { blockSize: 3 } });
    const head = {
      description: 'TOCO Converted.',
      operatorCodeFields: 'one-byte',
      emptyBuffers: 'own',
    } as const;
    return net.finish(head, '', [input], [output]);
  },
};
