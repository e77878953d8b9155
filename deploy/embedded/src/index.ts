export { startFarm, type Farm, type FarmOptions } from './farm/start-farm.js';
export { startNats, type Nats, type NatsOptions } from './nats/start-nats.js';
export { startPostgres, type Postgres, type PostgresOptions } from './postgres/start-postgres.js';
