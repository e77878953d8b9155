import { createHash, randomBytes } from 'node:crypto';

const secretBytes = 32;

/** A new token: 256 random bits, recognisable by its prefix. */
export function newTokenSecret(): string {
  return `nf_${randomBytes(secretBytes).toString('base64url')}`;
}

/** What the farm keeps of a token. Plain SHA-256 is enough because tokens are random and long. */
export function hashTokenSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
