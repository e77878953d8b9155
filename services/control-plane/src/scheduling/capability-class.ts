import type { JobRequirement } from '@npufarm/contracts';

/** One text for all requirements that the same boards meet; fair share is kept per such class. */
export function capabilityClass(requirement: JobRequirement): string {
  const capabilities = Object.entries(requirement.capabilities)
    .map(([name, value]) => `${name}=${value}`)
    .toSorted();
  return [requirement.fidelity, ...capabilities].join(';');
}
