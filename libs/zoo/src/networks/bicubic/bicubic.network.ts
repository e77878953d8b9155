import { NetworkBuilder } from '../../building/network-builder.js';
import { challengeReport, defineNetwork } from '../define-network.js';

const scale = 3;
const kernel = 5;

/** Bicubic enlargement as one fixed convolution and a depth-to-space. */
export const bicubic = defineNetwork({
  name: 'bicubic',
  team: 'Bicubic Upscaling',
  summary: 'bicubic enlargement as a fixed 5x5 convolution, without anything trained',
  source: `${challengeReport}, Table 1 (baseline); Keys, Cubic convolution interpolation, 1981 (a = -0.5)`,
  assumed: ['the report gives the baseline no runtime on the board; the form as a convolution is ours'],
  parameters: {},
  write() {
    const net = new NetworkBuilder(8);
    const x = net.convolution(net.input(), scale * scale * 3, { kernel, weights: bicubicWeights() });
    return net.finish(net.depthToSpace(x, scale), 'bicubic');
  },
});

/** `[27, 5, 5, 3]`: each phase of each colour reads its own colour. */
function bicubicWeights(): Float32Array {
  const weights = new Float32Array(scale * scale * 3 * kernel * kernel * 3);
  const half = (kernel - 1) / 2;
  for (let output = 0; output < scale * scale * 3; output++) {
    const phase = Math.floor(output / 3);
    const offsets = [Math.floor(phase / scale), phase % scale].map((step) => (step - 1) / scale);
    for (let y = 0; y < kernel; y++) {
      for (let x = 0; x < kernel; x++) {
        const position = ((output * kernel + y) * kernel + x) * 3 + (output % 3);
        weights[position] = cubic(y - half - (offsets[0] ?? 0)) * cubic(x - half - (offsets[1] ?? 0));
      }
    }
  }
  return weights;
}

/** Keys' kernel with a = -0.5. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return 1.5 * x ** 3 - 2.5 * x ** 2 + 1;
  return x < 2 ? -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2 : 0;
}
