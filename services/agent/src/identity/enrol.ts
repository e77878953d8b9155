import { credentials } from '@grpc/grpc-js';
import { type EnrolmentToken, EnrolmentServiceClient } from '@npufarm/agent-protocol';
import { secureChannelOptions } from '../link/channel-options.js';
import { unary } from '../link/unary.js';
import { findAuthority } from './find-authority.js';
import type { NewKeys } from './make-keys.js';
import type { StoredIdentity } from './stored-identity.js';

const timeoutMs = 10_000;

/** Exchanges a token for an identity. Rejects with the ServiceError, or AuthorityMismatchError. */
export async function enrol(
  address: string,
  token: EnrolmentToken,
  keys: NewKeys,
  signal: AbortSignal,
): Promise<Omit<StoredIdentity, 'enrolledWith'>> {
  const authorityPem = await findAuthority(address, token.authorityFingerprint);
  const tls = credentials.createSsl(Buffer.from(authorityPem));
  const client = new EnrolmentServiceClient(address, tls, secureChannelOptions);
  try {
    const request = { secret: token.secret, keys: keys.request };
    const { identity } = await unary(client.enrol.bind(client), request, { timeoutMs, signal });
    if (identity === undefined) throw new Error('The farm answered without an identity.');
    return { ...identity, privateKeyPem: keys.privateKeyPem, brokerSeed: keys.brokerSeed };
  } finally {
    client.close();
  }
}
