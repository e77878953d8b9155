import { NetworkBuilder } from '../../building/network-builder.js';
import { challengeReport, defineNetwork } from '../define-network.js';
import { residualBlock } from '../residual-block.js';

/** TinySRNet: residual blocks at half the input's resolution. */
export const noah = defineNetwork({
  name: 'noah',
  team: 'Noah TerminalVision',
  summary: 'TinySRNet: space-to-depth, three residual blocks, a residual convolution, depth-to-space',
  source: `${challengeReport}, section 4 (Noah TerminalVision)`,
  assumed: [
    '28 channels: the widest multiple of 4 whose file fits into the published 109 KB',
    'space-to-depth by 2, so that depth-to-space goes by 6',
    'the residual convolution adds to what entered the blocks',
  ],
  parameters: { channels: 28, blocks: 3 },
  write({ channels, blocks }) {
    const net = new NetworkBuilder(4);
    const entry = net.convolution(net.spaceToDepth(net.input(), 2), channels, { relu: true });
    let x = entry;
    for (let block = 0; block < blocks; block++) x = residualBlock(net, x);
    x = net.add(net.convolution(x, channels), entry);
    return net.finish(net.depthToSpace(net.convolution(x, 108), 6), `TinySRNet, ${channels} channels`);
  },
});
