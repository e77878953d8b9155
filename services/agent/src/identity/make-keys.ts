import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { nkeys } from '@nats-io/nats-core';
import type { IdentityKeys } from '@npufarm/agent-protocol';
import { PemConverter, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Fresh keys: the public halves to ask an identity for, and the private ones to keep. */
export interface NewKeys {
  readonly request: IdentityKeys;
  readonly privateKeyPem: string;
  readonly brokerSeed: string;
}

export async function makeKeys(): Promise<NewKeys> {
  const keys = await webcrypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=npufarm agent',
    keys,
    signingAlgorithm: signing,
  });
  const user = nkeys.createUser();
  return {
    request: { certificateRequestPem: request.toString('pem'), brokerUser: user.getPublicKey() },
    privateKeyPem: PemConverter.encode(
      await webcrypto.subtle.exportKey('pkcs8', keys.privateKey),
      'PRIVATE KEY',
    ),
    brokerSeed: new TextDecoder().decode(user.getSeed()),
  };
}
