import { join } from 'node:path';
import type { AuthoritySecrets } from '../authority/authority-secrets.js';
import { type BrokerClaims, publicKeyOf, signClaims } from './sign-claims.js';

/** Names of the files beside the configuration. */
export const brokerFiles = {
  configuration: 'broker.conf',
  authority: 'authority.pem',
  certificate: 'server.pem',
  privateKey: 'server.key',
} as const;

/** Nothing but permissions limits the farm's own users. */
const noLimits = {
  subs: -1,
  data: -1,
  payload: -1,
  imports: -1,
  exports: -1,
  conn: -1,
  leaf: -1,
  wildcards: true,
};
const jetStreamLimits = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };
/** The text must not change from start to start; these claims never expire, so their age says nothing. */
const issuedAt = 1_600_000_000;

/**
 * The part of a nats-server configuration that makes it this farm's broker: TLS in both directions, and users that
 * show a JWT signed by the farm, so that a new agent needs no change here. For nats-server 2.9 and newer.
 *
 * @param directory where the files are on the broker's host, absolute
 */
export function brokerConfiguration(secrets: AuthoritySecrets, directory: string): string {
  const { operatorSeed } = secrets;
  const operator = publicKeyOf(operatorSeed);
  const account = publicKeyOf(secrets.accountSeed);
  const system = publicKeyOf(secrets.systemAccountSeed);
  const jwtOf = (sub: string, name: string, nats: BrokerClaims['nats']): string =>
    signClaims({ sub, name, iat: issuedAt, nats }, operatorSeed);
  const farmLimits = { ...noLimits, ...jetStreamLimits };
  const path = (file: string): string => JSON.stringify(join(directory, file));
  return [
    `operator: ${jwtOf(operator, 'npufarm', { type: 'operator' })}`,
    `system_account: ${system}`,
    'resolver: MEMORY',
    'resolver_preload {',
    `  ${account}: ${jwtOf(account, 'farm', { type: 'account', limits: farmLimits })}`,
    `  ${system}: ${jwtOf(system, 'system', { type: 'account', limits: noLimits })}`,
    '}',
    'tls {',
    `  cert_file: ${path(brokerFiles.certificate)}`,
    `  key_file: ${path(brokerFiles.privateKey)}`,
    `  ca_file: ${path(brokerFiles.authority)}`,
    '  verify: true',
    '}',
    '',
  ].join('\n');
}
