import { NetworkBuilder } from '../../building/network-builder.js';
import { challengeReport, defineNetwork } from '../define-network.js';

/** PRPSR: a plain net that was trained with branches and folded before the upload. */
export const embededai = defineNetwork({
  name: 'embededai',
  team: 'EmbededAI',
  summary: 'PRPSR: a 5x5 convolution, five 3x3 convolutions and a 3x3 convolution to pixels',
  source: `${challengeReport}, section 4 (EmbededAI)`,
  assumed: ['36 channels: the widest multiple of 4 whose file fits into the published 82 KB'],
  parameters: { channels: 36, depth: 5 },
  write({ channels, depth }) {
    const net = new NetworkBuilder(6);
    let x = net.convolution(net.input(), channels, { kernel: 5, relu: true });
    for (let block = 0; block < depth; block++) x = net.convolution(x, channels, { relu: true });
    x = net.convolution(x, 27, { relu: true });
    return net.finish(net.depthToSpace(x, 3), `PRPSR, ${channels} channels`);
  },
});
