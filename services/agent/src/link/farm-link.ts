import {
  BlobServiceClient,
  EvidenceServiceClient,
  IdentityServiceClient,
  SessionServiceClient,
} from '@npufarm/agent-protocol';
import { credentials } from '@grpc/grpc-js';
import type { Identity } from '../identity/identity.js';
import { secureChannelOptions } from './channel-options.js';

interface Clients {
  readonly session: SessionServiceClient;
  readonly identities: IdentityServiceClient;
  readonly evidence: EvidenceServiceClient;
  readonly blobs: BlobServiceClient;
}

/**
 * The two connections of an agent to its control plane: one for the session, one for evidence and blobs. They are
 * opened with the identity of the moment; calls under way on older ones finish there.
 */
export class FarmLink {
  #clients: Clients | undefined;

  /** `address` is host:port. */
  constructor(
    private readonly address: string,
    private readonly identity: Identity,
  ) {}

  get session(): SessionServiceClient {
    return this.#open().session;
  }

  get identities(): IdentityServiceClient {
    return this.#open().identities;
  }

  get evidence(): EvidenceServiceClient {
    return this.#open().evidence;
  }

  get blobs(): BlobServiceClient {
    return this.#open().blobs;
  }

  close(): void {
    this.#clients?.session.close();
    this.#clients?.evidence.close();
    this.#clients = undefined;
  }

  #open(): Clients {
    if (this.#clients !== undefined) return this.#clients;
    const { authorityPem, privateKeyPem, certificatePem } = this.identity.current;
    const tls = credentials.createSsl(
      Buffer.from(authorityPem),
      Buffer.from(privateKeyPem),
      Buffer.from(certificatePem),
    );
    const session = new SessionServiceClient(this.address, tls, secureChannelOptions);
    const evidence = new EvidenceServiceClient(this.address, tls, secureChannelOptions);
    const beside = (client: { getChannel(): ReturnType<SessionServiceClient['getChannel']> }): object => ({
      channelOverride: client.getChannel(),
    });
    this.identity.replaced.addEventListener('abort', () => this.close(), { once: true });
    this.#clients = {
      session,
      identities: new IdentityServiceClient(this.address, tls, beside(session)),
      evidence,
      blobs: new BlobServiceClient(this.address, tls, beside(evidence)),
    };
    return this.#clients;
  }
}
