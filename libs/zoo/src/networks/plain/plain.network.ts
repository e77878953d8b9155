import { NetworkBuilder } from '../../building/network-builder.js';
import { defineNetwork } from '../define-network.js';

/** Convolutions in a row and a depth-to-space: the family in which the board's costs are easiest to see. */
export const plain = defineNetwork({
  name: 'plain',
  summary: '3x3 convolutions in a row and a depth-to-space, without a skip',
  source: 'uploads "bc16" and "bc24" among the board runs of the 2022 edition: 6 convolutions',
  assumed: [],
  parameters: { channels: 16, depth: 4 },
  write({ channels, depth }) {
    const net = new NetworkBuilder(2);
    let x = net.convolution(net.input(), channels, { relu: true });
    for (let block = 0; block < depth; block++) x = net.convolution(x, channels, { relu: true });
    return net.finish(
      net.depthToSpace(net.convolution(x, 27), 3),
      `plain, ${depth} times ${channels} channels`,
    );
  },
});
