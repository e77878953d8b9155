import type { ModelSpec } from '@npufarm/tflite';
import type { ConvertedNetwork } from './converted-network.js';
import { SpecBuilder, strideOne, type Codes } from './spec-builder.js';

const pixels: Codes = { type: 'INT8', scale: Math.fround(1 / 255), zeroPoint: -128 };
const features: Codes = { type: 'INT8', scale: 0.02, zeroPoint: -128 };
const residuals: Codes = { type: 'INT8', scale: 0.011, zeroPoint: 3 };

const channelsFirst = [0, 3, 1, 2];
const channelsLast = [0, 2, 3, 1];

/** Channels first at both ends, transposes around convolutions, PixelShuffle in rank 6, clamp(0, 1) as RELU_0_TO_1. */
export const litertTorch: ConvertedNetwork = {
  converter: 'litert-torch',
  source: 'google-ai-edge/litert-torch, docs/pytorch_converter (`to_channel_last_io`); torch.nn.PixelShuffle',
  issues: ['io.input-shape', 'io.input-type', 'io.output-shape', 'io.output-type'],
  hint: 'to_channel_last_io',
  builtins: ['TRANSPOSE', 'CONV_2D', 'CONV_2D', 'DEPTH_TO_SPACE', 'TRANSPOSE', 'RELU_0_TO_1'],
  write: (height, width) => write(height, width, false),
};

/** The same with `to_channel_last_io`, which adds transposes that cancel those of the network. */
export const litertTorchChannelsLast: ConvertedNetwork = {
  ...litertTorch,
  converter: 'litert-torch with to_channel_last_io',
  issues: ['io.input-type', 'io.output-type'],
  hint: 'inference_input_type=tf.uint8',
  builtins: ['RESHAPE', 'CONV_2D', 'CONV_2D', 'DEPTH_TO_SPACE', 'RELU_0_TO_1', 'RESHAPE'],
  write: (height, width) => write(height, width, true),
};

function write(height: number, width: number, isChannelsLast: boolean): ModelSpec {
  const net = new SpecBuilder();
  const size = [1, height, width];
  const large = [1, 3, 3 * height, 3 * width];
  const transpose = (from: number, to: number, order: readonly number[]): void =>
    net.operator({
      builtin: 'TRANSPOSE',
      version: 2,
      inputs: [from, net.integers(`arith.constant${to}`, order)],
      outputs: [to],
    });
  const given = isChannelsLast ? net.tensor('serving_default_args_0:0', [...size, 3], pixels) : -1;
  const picture = net.tensor(
    isChannelsLast ? 'aten.permute' : 'serving_default_args_0:0',
    [1, 3, height, width],
    pixels,
  );
  const turned = net.tensor('aten.convolution.default_transpose', [...size, 3], pixels);
  const first = net.tensor(
    'Net/Conv2d_head;aten.relu.default;aten.convolution.default',
    [...size, 8],
    features,
  );
  const last = net.tensor('Net/Conv2d_tail;aten.convolution.default_1', [...size, 27], residuals);
  const planes = net.tensor('Net/Conv2d_tail;transpose_1', [1, 27, height, width], residuals);
  const split = net.tensor('Net/PixelShuffle_up;reshape', [1, 3, 3, 3, height, width], residuals);
  const woven = net.tensor('Net/PixelShuffle_up;transpose', [1, 3, height, 3, width, 3], residuals);
  const enlarged = net.tensor('Net/PixelShuffle_up', large, residuals);
  const clamped = net.tensor('StatefulPartitionedCall:0;aten.clamp.default', large, pixels);
  const weights = { type: 'INT8', isPerAxis: true } as const;
  const first3x3 = net.weights('arith.constant', [8, 3, 3, 3], { ...weights, operand: pixels });
  const last3x3 = net.weights('arith.constant1', [27, 3, 3, 8], { ...weights, operand: features });
  if (isChannelsLast) transpose(given, picture, channelsFirst);
  transpose(picture, turned, channelsLast);
  net.operator({
    builtin: 'CONV_2D',
    version: 3,
    inputs: [turned, ...first3x3],
    outputs: [first],
    options: strideOne('SAME', 'RELU'),
  });
  net.operator({
    builtin: 'CONV_2D',
    version: 3,
    inputs: [first, ...last3x3],
    outputs: [last],
    options: strideOne('SAME'),
  });
  transpose(last, planes, channelsFirst);
  const reshape = (from: number, to: number, shape: readonly number[]): void =>
    net.operator({ builtin: 'RESHAPE', inputs: [from, net.integers('shape', shape)], outputs: [to] });
  reshape(planes, split, [1, 3, 3, 3, height, width]);
  transpose(split, woven, [0, 1, 4, 2, 5, 3]);
  reshape(woven, enlarged, large);
  net.operator({ builtin: 'RELU_0_TO_1', inputs: [enlarged], outputs: [clamped] });
  const output = isChannelsLast
    ? net.tensor('StatefulPartitionedCall:0', [1, 3 * height, 3 * width, 3], pixels)
    : clamped;
  if (isChannelsLast) transpose(clamped, output, channelsLast);
  const input = isChannelsLast ? given : picture;
  const signatures = ['serving_default', 'enlarge'].map((key) => ({
    key,
    subgraph: 0,
    inputs: [{ name: 'args_0', tensor: input }],
    outputs: [{ name: 'output_0', tensor: output }],
  }));
  return net.finish(
    { description: 'MLIR Converted.', emptyBuffers: 'own', signatures },
    'main',
    [input],
    [output],
  );
}
