import { NetworkBuilder } from '../../building/network-builder.js';
import { challengeReport, defineNetwork } from '../define-network.js';
import { residualBlock } from '../residual-block.js';

/** Residual blocks at the input's resolution, beside an enlargement by repeated pixels. */
export const along = defineNetwork({
  name: 'along',
  team: 'ALONG',
  summary: 'three residual blocks at full resolution, added to a nearest-neighbour enlargement',
  source: `${challengeReport}, section 4 (ALONG)`,
  assumed: [
    '16 channels: the widest multiple of 4 whose file fits into the published 30 KB',
    'three residual blocks, as in TinySRNet, to which the report likens it',
  ],
  parameters: { channels: 16, blocks: 3 },
  write({ channels, blocks }) {
    const net = new NetworkBuilder(5);
    const input = net.input();
    let x = net.convolution(input, channels, { relu: true });
    for (let block = 0; block < blocks; block++) x = residualBlock(net, x);
    const detail = net.depthToSpace(net.convolution(x, 27), 3);
    return net.finish(net.add(net.resizeNearest(input, 3), detail), `ALONG, ${channels} channels`);
  },
});
