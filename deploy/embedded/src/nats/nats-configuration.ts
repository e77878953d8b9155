/** What a generated nats-server configuration depends on. */
export interface NatsConfiguration {
  readonly storeDirectory: string;
  /** The server writes a file here that names the port it chose. */
  readonly portsDirectory: string;
}

/**
 * The configuration file of the embedded NATS server: loopback only, any free port, JetStream on disk.
 *
 * Only settings that nats-server 2.9.10 knows; it refuses a file with others.
 */
export function natsConfiguration({ storeDirectory, portsDirectory }: NatsConfiguration): string {
  return [
    'server_name: npufarm',
    'listen: "127.0.0.1:-1"',
    `ports_file_dir: ${JSON.stringify(portsDirectory)}`,
    'max_payload: 1MB',
    'jetstream {',
    `  store_dir: ${JSON.stringify(storeDirectory)}`,
    '  max_memory_store: 64MB',
    '  max_file_store: 1GB',
    '}',
    '',
  ].join('\n');
}
