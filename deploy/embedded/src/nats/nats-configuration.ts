/** What a generated nats-server configuration depends on. */
export interface NatsConfiguration {
  readonly storeDirectory: string;
  /** The server writes a file here that names the port it chose. */
  readonly portsDirectory: string;
  /** Loopback port; absent takes any free one. */
  readonly port?: number | undefined;
  /** The file that makes the server a farm's broker, by its path from this configuration. */
  readonly brokerFile?: string | undefined;
}

/**
 * The configuration file of the embedded NATS server: loopback only, JetStream on disk.
 *
 * Only settings that nats-server 2.9.10 knows; it refuses a file with others.
 */
export function natsConfiguration({
  storeDirectory,
  portsDirectory,
  port = -1,
  brokerFile,
}: NatsConfiguration): string {
  return [
    'server_name: npufarm',
    `listen: "127.0.0.1:${port}"`,
    `ports_file_dir: ${JSON.stringify(portsDirectory)}`,
    'max_payload: 1MB',
    'jetstream {',
    `  store_dir: ${JSON.stringify(storeDirectory)}`,
    '  max_memory_store: 64MB',
    '  max_file_store: 1GB',
    '}',
    ...(brokerFile === undefined ? [] : [`include ${JSON.stringify(brokerFile)}`]),
    '',
  ].join('\n');
}
