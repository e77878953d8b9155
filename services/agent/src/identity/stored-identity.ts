import { X509Certificate } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const storedIdentitySchema = z.object({
  agentId: z.string(),
  certificatePem: z.string(),
  privateKeyPem: z.string(),
  authorityPem: z.string(),
  brokerJwt: z.string(),
  brokerSeed: z.string(),
  /** SHA-256 of the enrolment token that led here, so that the same token is not tried again. */
  enrolledWith: z.string(),
});

/** What an agent shows on its connections, with the private halves that never leave this host. */
export type StoredIdentity = Readonly<z.infer<typeof storedIdentitySchema>>;

const pathIn = (directory: string): string => join(directory, 'identity.json');

/** The identity in a data directory, if there is a readable one. */
export function readIdentity(directory: string): StoredIdentity | undefined {
  try {
    return storedIdentitySchema.parse(JSON.parse(readFileSync(pathIn(directory), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Keeps an identity, readable by its owner only, all or nothing. */
export function writeIdentity(directory: string, identity: StoredIdentity): void {
  const draft = `${pathIn(directory)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(identity), { mode: 0o600, flush: true });
  renameSync(draft, pathIn(directory));
}

/** From when on the certificate is renewed, and until when it is good. */
export function lifeOf({ certificatePem }: StoredIdentity): {
  readonly renewAt: Date;
  readonly expiresAt: Date;
} {
  const { validFrom, validTo } = new X509Certificate(certificatePem);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  return { renewAt: new Date(from + ((to - from) * 2) / 3), expiresAt: new Date(to) };
}
