import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { PemConverter } from '@peculiar/x509';

/** ECDSA P-256 with SHA-256: what Node, Go and every TLS library of the last decade take. */
export const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

const serialBytes = 16;
/** Clocks of lab hosts may lag behind the farm's by this. */
const backdateMs = 5 * 60_000;

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * From a little before now, for a time: by the clock of the machine, not the farm's port, because whoever is shown
 * a certificate compares it with the clock of theirs.
 */
export function validFor(durationMs: number): Validity {
  const nowMs = Date.now();
  return {
    notBefore: new Date(nowMs - backdateMs),
    notAfter: new Date(nowMs + durationMs),
  };
}

export function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(signing, true, ['sign', 'verify']);
}

/** PKCS #8 as PEM. */
export async function privateKeyPem({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY');
}

/** A positive random number in hex (RFC 5280 4.1.2.2). */
export function newSerialNumber(): string {
  const bytes = randomBytes(serialBytes);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
