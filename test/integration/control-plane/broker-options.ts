import { jwtAuthenticator } from '@nats-io/nats-core';
import type { NodeConnectionOptions } from '@nats-io/transport-node';
import { agentBrokerNames, serverNames } from '@npufarm/agent-protocol';
import type { PeerIdentity } from './enrol-agent.js';

/** How the holder of an identity connects to the broker, once. */
export function brokerOptions(servers: string, identity: PeerIdentity): NodeConnectionOptions {
  const { agentId, brokerJwt, brokerSeed, authorityPem, certificatePem, privateKeyPem } = identity;
  const tls = {
    ca: authorityPem,
    cert: certificatePem,
    key: privateKeyPem,
    servername: serverNames.broker,
  };
  return {
    servers,
    tls,
    reconnect: false,
    authenticator: jwtAuthenticator(brokerJwt, new TextEncoder().encode(brokerSeed)),
    inboxPrefix: agentBrokerNames(agentId).inboxPrefix,
  };
}
