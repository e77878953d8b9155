import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

const pem = z.string().startsWith('-----BEGIN ');

/** Everything that the farm signs with; every copy of the control plane reads the same from the database. */
export const authoritySecretsSchema = z.object({
  /** Certificate of the authority. */
  certificatePem: pem,
  /** Its key, PKCS #8. */
  privateKeyPem: pem,
  /** Seeds of nkeys: the broker's operator, the account of the farm, and the broker's own account. */
  operatorSeed: z.string().startsWith('SO'),
  accountSeed: z.string().startsWith('SA'),
  systemAccountSeed: z.string().startsWith('SA'),
});

export type AuthoritySecrets = Readonly<z.infer<typeof authoritySecretsSchema>>;

/** SHA-256 of the certificate (DER), lower-case hex: what enrolment tokens pin. */
export function fingerprintOf(certificatePem: string): string {
  return new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '').toLowerCase();
}
