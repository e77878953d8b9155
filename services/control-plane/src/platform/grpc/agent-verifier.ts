import type { AgentId } from '@npufarm/contracts';

/** Port: may an agent still use a certificate? Its chain, its key and its dates were checked by TLS. */
export abstract class AgentVerifier {
  /** False for a certificate that was revoked, or that this farm never gave to that agent. */
  abstract isInForce(agentId: AgentId, serialNumber: string): Promise<boolean>;
}
