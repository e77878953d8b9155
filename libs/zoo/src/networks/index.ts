import { along } from './along/along.network.js';
import { aselsan } from './aselsan/aselsan.network.js';
import { bicubic } from './bicubic/bicubic.network.js';
import type { NetworkDefinition } from './define-network.js';
import { embededai } from './embededai/embededai.network.js';
import { mcg } from './mcg/mcg.network.js';
import { mju } from './mju/mju.network.js';
import { noah } from './noah/noah.network.js';
import { plain } from './plain/plain.network.js';

/** Every network that is written as code. */
export const networks: readonly NetworkDefinition[] = [
  bicubic,
  aselsan,
  mcg,
  noah,
  along,
  embededai,
  mju,
  plain,
];

export function findNetwork(name: string): NetworkDefinition | undefined {
  return networks.find((network) => network.name === name);
}
