import type { Feature, NetworkBuilder } from '../building/network-builder.js';

/** Two 3x3 convolutions, added to what they read. */
export function residualBlock(net: NetworkBuilder, x: Feature): Feature {
  const inner = net.convolution(x, x.channels, { relu: true });
  return net.add(net.convolution(inner, x.channels), x);
}
