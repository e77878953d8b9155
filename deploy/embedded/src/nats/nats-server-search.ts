import type { Environment } from '../config/environment.js';
import type { NatsServerSearch } from './find-nats-server.js';

/** Where the environment says to look for nats-server. */
export function natsServerSearch(environment: Environment): NatsServerSearch {
  return { configuredPath: environment.NPUFARM_NATS_SERVER, searchPath: environment.PATH };
}
