import { BlobServiceClient, EvidenceServiceClient, SessionServiceClient } from '@npufarm/agent-protocol';
import { type ChannelOptions, credentials, Metadata } from '@grpc/grpc-js';

// grpc-js would share one connection between clients of the same address; evidence must never delay a renewal.
const channelOptions: ChannelOptions = {
  'grpc.use_local_subchannel_pool': 1,
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 1000,
  'grpc.keepalive_time_ms': 5000,
  'grpc.keepalive_timeout_ms': 5000,
  'grpc.keepalive_permit_without_calls': 1,
};

/** The two connections of an agent to its control plane: one for the session, one for evidence and blobs. */
export class FarmLink {
  readonly session: SessionServiceClient;
  readonly evidence: EvidenceServiceClient;
  readonly blobs: BlobServiceClient;

  /** `address` is host:port; the token goes with every call. */
  constructor(
    address: string,
    private readonly token: string,
  ) {
    const plain = credentials.createInsecure();
    this.session = new SessionServiceClient(address, plain, channelOptions);
    this.evidence = new EvidenceServiceClient(address, plain, channelOptions);
    const channelOverride = this.evidence.getChannel();
    this.blobs = new BlobServiceClient(address, plain, { channelOverride });
  }

  /** What every call carries. */
  metadata(): Metadata {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${this.token}`);
    return metadata;
  }

  close(): void {
    this.session.close();
    this.evidence.close();
  }
}
