import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { serverNames } from '@npufarm/agent-protocol';
import type { Authority } from '../authority/authority.js';
import { brokerConfiguration, brokerFiles } from './broker-configuration.js';

const lifeMs = 5 * 365 * 24 * 3_600_000;
const renewBeforeMs = 365 * 24 * 3_600_000;

/**
 * Writes what a nats-server needs to be this farm's broker into a directory, readable by its owner only. Files that
 * are still right stay as they are, so any number of copies may share the directory.
 */
export async function writeBrokerFiles(authority: Authority, directoryPath: string): Promise<void> {
  const directory = resolve(directoryPath);
  const configuration = brokerConfiguration(authority.secrets, directory);
  const path = (file: keyof typeof brokerFiles): string => join(directory, brokerFiles[file]);
  if (
    (await read(path('configuration'))) === configuration &&
    isGood(await read(path('certificate')), authority)
  )
    return;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const names = [{ type: 'dns', value: serverNames.broker }] as const;
  const identity = await authority.issue(names, 'server', lifeMs);
  await replace(path('authority'), identity.authorityPem);
  await replace(path('privateKey'), identity.privateKeyPem);
  await replace(path('certificate'), identity.certificatePem);
  await replace(path('configuration'), configuration);
}

function isGood(certificatePem: string | undefined, authority: Authority): boolean {
  if (certificatePem === undefined) return false;
  const certificate = new X509Certificate(certificatePem);
  const issuer = new X509Certificate(authority.certificatePem);
  return certificate.verify(issuer.publicKey) && Date.parse(certificate.validTo) - Date.now() > renewBeforeMs;
}

function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

async function replace(path: string, content: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, path);
}
