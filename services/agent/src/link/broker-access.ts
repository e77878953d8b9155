import { jwtAuthenticator } from '@nats-io/nats-core';
import type { NodeConnectionOptions } from '@nats-io/transport-node';
import { agentBrokerNames, serverNames } from '@npufarm/agent-protocol';
import type { Identity } from '../identity/identity.js';

/** How to connect to the broker. */
export interface BrokerAccess {
  /** With the identity of the moment. */
  options(): NodeConnectionOptions;
  /** Aborted when a connection should be made anew, with newer options. */
  readonly replaced: AbortSignal;
}

/** As the agent that this is, over TLS in both directions. */
export class IdentifiedBrokerAccess implements BrokerAccess {
  constructor(
    private readonly url: string,
    private readonly identity: Identity,
  ) {}

  get replaced(): AbortSignal {
    return this.identity.replaced;
  }

  options(): NodeConnectionOptions {
    const { agentId, brokerJwt, brokerSeed, authorityPem, certificatePem, privateKeyPem } =
      this.identity.current;
    const tls = {
      ca: authorityPem,
      cert: certificatePem,
      key: privateKeyPem,
      servername: serverNames.broker,
    };
    return {
      servers: this.url,
      authenticator: jwtAuthenticator(brokerJwt, new TextEncoder().encode(brokerSeed)),
      inboxPrefix: agentBrokerNames(agentId).inboxPrefix,
      tls,
    };
  }
}
