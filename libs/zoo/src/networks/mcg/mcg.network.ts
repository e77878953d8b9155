import { NetworkBuilder } from '../../building/network-builder.js';
import { challengeReport, defineNetwork } from '../define-network.js';

/** An anchor-based plain net: convolutions learn what the ninefold copy of the input lacks. */
export const mcg = defineNetwork({
  name: 'mcg',
  team: 'MCG',
  summary: 'anchor-based plain net (ABPN): seven 3x3 convolutions, added to nine copies of the input',
  source: `${challengeReport}, section 4 (MCG); Du et al., Anchor-based Plain Net for Mobile Image Super-Resolution, 2021: 4 blocks, 28 channels`,
  assumed: [],
  parameters: { channels: 28, depth: 4 },
  write({ channels, depth }) {
    const net = new NetworkBuilder(1);
    const input = net.input();
    const anchor = net.concatenation(Array.from({ length: 9 }, () => input));
    let x = net.convolution(input, channels, { relu: true });
    for (let block = 0; block < depth; block++) x = net.convolution(x, channels, { relu: true });
    x = net.convolution(x, 27, { relu: true });
    x = net.convolution(x, 27);
    return net.finish(
      net.depthToSpace(net.add(anchor, x), 3),
      `ABPN, ${depth} blocks of ${channels} channels`,
    );
  },
});
