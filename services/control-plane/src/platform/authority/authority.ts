import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type JsonGeneralName,
  PemConverter,
  type PublicKey,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { type AuthoritySecrets, fingerprintOf } from './authority-secrets.js';
import { newKeys, newSerialNumber, privateKeyPem, signing, validFor } from './x509.js';

/** A certificate, and what the farm writes down about it. */
export interface IssuedCertificate {
  readonly pem: string;
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** What a process shows on its connections. */
export interface TlsIdentity {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly authorityPem: string;
}

export type CertificateUse = 'server' | 'client';

const usages: Readonly<Record<CertificateUse, ExtendedKeyUsage>> = {
  server: ExtendedKeyUsage.serverAuth,
  client: ExtendedKeyUsage.clientAuth,
};

/** The farm's own certificate authority; also the injection token. Agents trust nothing else. */
export class Authority {
  readonly certificatePem: string;
  /** See {@link fingerprintOf}. */
  readonly fingerprint: string;
  private readonly certificate: X509Certificate;

  constructor(readonly secrets: AuthoritySecrets) {
    this.certificatePem = secrets.certificatePem;
    this.fingerprint = fingerprintOf(secrets.certificatePem);
    this.certificate = new X509Certificate(secrets.certificatePem);
  }

  /** Certifies somebody's public key. */
  async certify(
    publicKey: PublicKey | webcrypto.CryptoKey,
    names: readonly JsonGeneralName[],
    use: CertificateUse,
    lifeMs: number,
  ): Promise<IssuedCertificate> {
    const serialNumber = newSerialNumber();
    const validity = validFor(lifeMs);
    const certificate = await X509CertificateGenerator.create({
      serialNumber,
      subject: 'CN=npufarm',
      issuer: this.certificate.subject,
      ...validity,
      signingAlgorithm: signing,
      publicKey,
      signingKey: await this.signingKey(),
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([usages[use]]),
        new SubjectAlternativeNameExtension([...names]),
      ],
    });
    return {
      pem: certificate.toString('pem'),
      serialNumber,
      issuedAt: validity.notBefore,
      expiresAt: validity.notAfter,
    };
  }

  /** A key and certificate for one of the farm's own processes. */
  async issue(names: readonly JsonGeneralName[], use: CertificateUse, lifeMs: number): Promise<TlsIdentity> {
    const keys = await newKeys();
    const { pem } = await this.certify(keys.publicKey, names, use, lifeMs);
    return {
      certificatePem: pem,
      privateKeyPem: await privateKeyPem(keys),
      authorityPem: this.certificatePem,
    };
  }

  private signingKey(): Promise<webcrypto.CryptoKey> {
    const der = PemConverter.decodeFirst(this.secrets.privateKeyPem);
    return webcrypto.subtle.importKey('pkcs8', der, signing, false, ['sign']);
  }
}
