import type { HelloRequest } from '@npufarm/agent-protocol';

/** Versions of the agent protocol that this control plane speaks. */
export const protocolVersions = { min: 1, max: 1 } as const;

/** The version to speak with an agent, or the sentence that tells its operator why it must drain. */
export type Agreement =
  | { readonly agreed: true; readonly protocol: number }
  | { readonly agreed: false; readonly protocol: number; readonly reason: string };

/** The highest version that both sides speak. */
export function agreeOnProtocol({ protocolMin, protocolMax }: HelloRequest): Agreement {
  const protocol = Math.min(protocolMax, protocolVersions.max);
  if (protocol >= protocolMin && protocol >= protocolVersions.min) return { agreed: true, protocol };
  const older = protocolMax < protocolVersions.min ? 'agent' : 'control plane';
  return {
    agreed: false,
    protocol: protocolVersions.max,
    reason:
      `The agent speaks protocol ${protocolMin} to ${protocolMax}, the farm ` +
      `${protocolVersions.min} to ${protocolVersions.max}. Upgrade the ${older}.`,
  };
}
