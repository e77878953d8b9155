import {
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { serverNames } from '@npufarm/agent-protocol';
import type { Authority } from '../authority/authority.js';

const messageLimitBytes = 16 * 1024 * 1024;
const keepaliveMs = 5_000;
const closingMs = 5_000;
/** Longer than any process of the control plane lives; each makes its own certificate when it starts. */
const lifeMs = 5 * 365 * 24 * 3_600_000;

/** One gRPC server over TLS with a certificate of the farm's authority. */
export class GrpcListener {
  private readonly server = new Server({
    'grpc.max_receive_message_length': messageLimitBytes,
    'grpc.keepalive_time_ms': keepaliveMs,
    'grpc.keepalive_timeout_ms': keepaliveMs,
  });

  add(definition: ServiceDefinition, implementation: UntypedServiceImplementation): void {
    this.server.addService(definition, implementation);
  }

  /**
   * Listens and resolves with the port. With `verified` clients whoever shows no certificate of this farm does not
   * get past the handshake.
   */
  async listen(address: string, authority: Authority, clients: 'verified' | 'anyone'): Promise<number> {
    const names = [{ type: 'dns', value: serverNames.controlPlane }] as const;
    const identity = await authority.issue(names, 'server', lifeMs);
    const credentials = ServerCredentials.createSsl(
      Buffer.from(identity.authorityPem),
      [
        {
          private_key: Buffer.from(identity.privateKeyPem),
          // A new agent finds the authority in the chain and compares it with the fingerprint in its token.
          cert_chain: Buffer.from(`${identity.certificatePem}\n${identity.authorityPem}`),
        },
      ],
      clients === 'verified',
    );
    return new Promise((resolve, reject) => {
      this.server.bindAsync(address, credentials, (error, port) => {
        if (error === null) resolve(port);
        else
          reject(
            new Error(`The gRPC server cannot listen on ${address}: ${error.message}`, { cause: error }),
          );
      });
    });
  }

  /** Takes no new calls and lets those under way end; whatever lasts longer than 5 s is cut. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.server.forceShutdown();
        resolve();
      }, closingMs);
      this.server.tryShutdown(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
