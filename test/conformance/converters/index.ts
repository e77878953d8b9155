import type { ConvertedNetwork } from './converted-network.js';
import { litertTorch, litertTorchChannelsLast } from './litert-torch.network.js';
import { mlir } from './mlir.network.js';
import { onnx2tf } from './onnx2tf.network.js';
import { tensorflow217 } from './tensorflow-2-17.network.js';
import { toco } from './toco.network.js';

/** One network per generation of converters, the oldest first. */
export const convertedNetworks: readonly ConvertedNetwork[] = [
  toco,
  mlir,
  tensorflow217,
  onnx2tf,
  litertTorch,
  litertTorchChannelsLast,
];
