import { type Feature, NetworkBuilder } from '../../building/network-builder.js';
import { challengeReport, defineNetwork } from '../define-network.js';

/** Any slope costs the same. */
const slope = Math.fround(0.2);

/** PRPSR: a plain net that was trained with branches and folded before the upload. */
export const embededai = defineNetwork({
  name: 'embededai',
  team: 'EmbededAI',
  summary: 'PRPSR: a 5x5 convolution, five 3x3 convolutions and a 3x3 convolution to pixels',
  source: `${challengeReport}, section 4 (EmbededAI)`,
  assumed: [
    '36 channels: the widest multiple of 4 whose file fits into the published 82 KB',
    'ReLU behind every convolution, the cheapest activation: nothing at hand names it for certain',
  ],
  alternatives: [
    {
      what: 'leaky rectifiers instead of ReLU: the same author published this kind of net with PReLU (xindongzhang/ECBSR, 2021)',
      parameters: { leaky: 1 },
    },
  ],
  parameters: { channels: 36, depth: 5, leaky: 0 },
  write({ channels, depth, leaky }) {
    const net = new NetworkBuilder(6);
    const layer = (x: Feature, outputs: number, kernel = 3): Feature => {
      const result = net.convolution(x, outputs, { kernel, relu: leaky === 0 });
      return leaky === 0 ? result : net.leakyRelu(result, slope);
    };
    let x = layer(net.input(), channels, 5);
    for (let block = 0; block < depth; block++) x = layer(x, channels);
    x = net.convolution(x, 27, { relu: true });
    return net.finish(net.depthToSpace(x, 3), `PRPSR, ${channels} channels`);
  },
});
