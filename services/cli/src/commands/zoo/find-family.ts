import type { NetworkDefinition } from '@npufarm/zoo';
import { usageError } from '../../output/usage-error.js';

/** A network of the zoo by its name; throws a usage error that lists the names. */
export async function findFamily(name: string): Promise<NetworkDefinition> {
  const { findNetwork, networks } = await import('@npufarm/zoo');
  const found = findNetwork(name);
  if (found !== undefined) return found;
  throw usageError(
    `there is no network ${name}`,
    `the zoo has ${networks.map((network) => network.name).join(', ')}`,
  );
}
