import { type Feature, NetworkBuilder } from '../../building/network-builder.js';
import { challengeReport, defineNetwork } from '../define-network.js';
import { residualBlock } from '../residual-block.js';

/** EDSR whose residual blocks are weighted by attention. */
export const mju = defineNetwork({
  name: 'mju',
  team: 'mju gogogo',
  summary: 'EDSR: six residual blocks, each weighted by spatial attention, joined by a 1x1 convolution',
  source: `${challengeReport}, section 4 (mju gogogo): six blocks, 1x1 convolution from 384 to 64 channels, global skip, three 3x3 convolutions`,
  assumed: [
    '64 channels: the 1x1 convolution joins six of them',
    'attention is a 3x3 convolution to one channel and a sigmoid, the smallest form of it',
    'two of the three last convolutions keep 64 channels, the third goes to 27',
  ],
  parameters: { channels: 64, blocks: 6 },
  write({ channels, blocks }) {
    const net = new NetworkBuilder(7);
    const entry = net.convolution(net.input(), channels);
    const results: Feature[] = [];
    let x = entry;
    for (let block = 0; block < blocks; block++) {
      x = residualBlock(net, x);
      x = net.multiply(x, net.sigmoid(net.convolution(x, 1)));
      results.push(x);
    }
    x = net.add(net.convolution(net.concatenation(results), channels, { kernel: 1 }), entry);
    x = net.convolution(net.convolution(x, channels, { relu: true }), channels, { relu: true });
    return net.finish(
      net.depthToSpace(net.convolution(x, 27), 3),
      `EDSR with attention, ${channels} channels`,
    );
  },
});
