import 'reflect-metadata';
import { status } from '@grpc/grpc-js';
import { Injectable } from '@nestjs/common';
import { nkeys } from '@nats-io/nats-core';
import { type AgentIdentity, agentUri, type IdentityKeys } from '@npufarm/agent-protocol';
import type { AgentId } from '@npufarm/contracts';
import { Pkcs10CertificateRequest, type PublicKey } from '@peculiar/x509';
import type { EntityManager } from 'typeorm';
import { Authority } from '../platform/authority/authority.js';
import { agentPermissions } from '../platform/broker/agent-permissions.js';
import { userJwt } from '../platform/broker/user-jwt.js';
import { GrpcError } from '../platform/grpc/grpc-error.js';
import { CertificateRegister } from './certificate-register.js';

/** An agent renews at two thirds of it; one that is off for the last third has to be enrolled anew. */
const lifeMs = 30 * 24 * 3_600_000;

/** Gives agents what they show on their connections. */
@Injectable()
export class IdentityIssue {
  constructor(
    private readonly authority: Authority,
    private readonly register: CertificateRegister,
  ) {}

  /** @throws GrpcError INVALID_ARGUMENT for keys that cannot be certified */
  async issue(
    manager: EntityManager,
    agentId: AgentId,
    keys: IdentityKeys | undefined,
  ): Promise<AgentIdentity> {
    const publicKey = await requestedKey(keys?.certificateRequestPem ?? '');
    const brokerUser = requestedUser(keys?.brokerUser ?? '');
    const names = [{ type: 'url', value: agentUri(agentId) }] as const;
    const certificate = await this.authority.certify(publicKey, names, 'client', lifeMs);
    await this.register.add(manager, agentId, certificate);
    return {
      agentId,
      certificatePem: certificate.pem,
      authorityPem: this.authority.certificatePem,
      brokerJwt: userJwt(
        {
          publicKey: brokerUser,
          name: `agent ${agentId}`,
          permissions: agentPermissions(agentId),
          issuedAt: certificate.issuedAt,
          expiresAt: certificate.expiresAt,
        },
        this.authority.secrets.accountSeed,
      ),
    };
  }
}

/** The key in a request that its holder has signed. */
async function requestedKey(pem: string): Promise<PublicKey> {
  const request = readRequest(pem);
  const { algorithm } = request?.publicKey ?? {};
  const isP256 = algorithm !== undefined && 'namedCurve' in algorithm && algorithm.namedCurve === 'P-256';
  if (request === undefined || !isP256 || !(await request.verify())) {
    throw new GrpcError(
      status.INVALID_ARGUMENT,
      'The certificate request is not one of PKCS #10 in PEM for an ECDSA P-256 key that signed it.',
    );
  }
  return request.publicKey;
}

function readRequest(pem: string): Pkcs10CertificateRequest | undefined {
  try {
    return new Pkcs10CertificateRequest(pem);
  } catch {
    return undefined;
  }
}

function requestedUser(publicKey: string): string {
  try {
    if (publicKey.startsWith('U')) return nkeys.fromPublic(publicKey).getPublicKey();
  } catch {
    // The refusal below says it.
  }
  throw new GrpcError(status.INVALID_ARGUMENT, `"${publicKey}" is not the public nkey of a NATS user.`);
}
