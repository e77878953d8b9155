import { createHash } from 'node:crypto';
import { nkeys } from '@nats-io/nats-core';

/** Claims of a NATS JWT version 2; https://docs.nats.io/running-a-nats-service/nats_admin/security/jwt */
export interface BrokerClaims {
  /** Public key of whom it is about. */
  readonly sub: string;
  readonly name: string;
  /** Seconds since 1970. */
  readonly iat: number;
  readonly exp?: number;
  readonly nats: Readonly<Record<string, unknown>> & { readonly type: 'operator' | 'account' | 'user' };
}

const header = encode({ typ: 'JWT', alg: 'ed25519-nkey' });
const claimsVersion = 2;

/** Signs claims with the seed of an operator or account. The same claims give the same text. */
export function signClaims(claims: BrokerClaims, issuerSeed: string): string {
  const issuer = nkeys.fromSeed(new TextEncoder().encode(issuerSeed));
  const body = {
    ...claims,
    iss: issuer.getPublicKey(),
    nats: { ...claims.nats, version: claimsVersion },
  };
  const jti = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const text = `${header}.${encode({ ...body, jti })}`;
  const signature = Buffer.from(issuer.sign(new TextEncoder().encode(text))).toString('base64url');
  return `${text}.${signature}`;
}

/** Public key of a seed. */
export function publicKeyOf(seed: string): string {
  return nkeys.fromSeed(new TextEncoder().encode(seed)).getPublicKey();
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
