const prefix = 'urn:npufarm:agent:';

/** The URI that names an agent in its certificate. */
export function agentUri(agentId: string): string {
  return `${prefix}${agentId}`;
}

/** The agent's id in the alternative names of a certificate, written as Node does (`URI:…, DNS:…`). */
export function agentIdOf(subjectAltName: string | undefined): string | undefined {
  const uri = subjectAltName?.split(', ').find((name) => name.startsWith(`URI:${prefix}`));
  return uri?.slice(`URI:${prefix}`.length);
}
