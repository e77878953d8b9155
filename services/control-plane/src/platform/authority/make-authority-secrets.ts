import 'reflect-metadata';
import { nkeys } from '@nats-io/nats-core';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { AuthoritySecrets } from './authority-secrets.js';
import { newKeys, newSerialNumber, privateKeyPem, signing, validFor } from './x509.js';

const lifeMs = 20 * 365 * 24 * 3_600_000;

/** Makes the keys of a new farm. */
export async function makeAuthoritySecrets(): Promise<AuthoritySecrets> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerialNumber(),
    name: 'CN=npufarm authority',
    ...validFor(lifeMs),
    signingAlgorithm: signing,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    certificatePem: certificate.toString('pem'),
    privateKeyPem: await privateKeyPem(keys),
    operatorSeed: seedText(nkeys.createOperator()),
    accountSeed: seedText(nkeys.createAccount()),
    systemAccountSeed: seedText(nkeys.createAccount()),
  };
}

function seedText(pair: nkeys.KeyPair): string {
  return new TextDecoder().decode(pair.getSeed());
}
