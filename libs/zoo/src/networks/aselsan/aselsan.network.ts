import { type Feature, NetworkBuilder } from '../../building/network-builder.js';
import { challengeReport, defineNetwork } from '../define-network.js';

const groups = 4;

/** XLSR: grouped convolutions, spelled as a split, a convolution per part and a concatenation. */
export const aselsan = defineNetwork({
  name: 'aselsan',
  team: 'Aselsan Research',
  summary: 'XLSR: three blocks of four-way grouped 3x3 convolutions, each mixed by a 1x1 convolution',
  source: `${challengeReport}, section 4 (Aselsan Research); Ayazoglu, Extremely Lightweight Quantization Robust Real-Time Single-Image Super Resolution, 2021`,
  assumed: [
    'the order of layers: it follows a public Keras re-implementation, the authors released none',
    'groups are SPLIT, convolutions and CONCATENATION, as TensorFlow of the time wrote them',
  ],
  parameters: { channels: 32, blocks: 3 },
  write({ channels, blocks }) {
    const net = new NetworkBuilder(3);
    const input = net.input();
    const skip = net.convolution(input, channels / 2);
    const each = (parts: readonly Feature[]): Feature =>
      net.concatenation(parts.map((part) => net.convolution(part, channels / groups, { relu: true })));
    const mix = (x: Feature): Feature => net.convolution(x, channels, { kernel: 1 });
    let x = mix(each(Array.from({ length: groups }, () => input)));
    for (let block = 0; block < blocks; block++) x = mix(each(net.split(x, groups)));
    x = net.convolution(net.concatenation([x, skip]), channels, { kernel: 1, relu: true });
    return net.finish(net.depthToSpace(net.convolution(x, 27), 3), `XLSR, ${channels} channels`);
  },
});
