import type { ConfigValues } from './config.schema.js';

/** The control plane's settings, parsed once at start; also the injection token. */
export abstract class Config implements ConfigValues {
  abstract readonly databaseUrl: string;
  abstract readonly databasePoolSize: number;
  abstract readonly natsUrl: string;
  abstract readonly brokerDirectory: string | undefined;
  abstract readonly httpHost: string;
  abstract readonly httpPort: number;
  abstract readonly grpcHost: string;
  abstract readonly grpcPort: number;
  abstract readonly enrolmentPort: number;
  abstract readonly emulatorPath: string;
  abstract readonly dataDirectory: string;
  abstract readonly bootstrapPath: string | undefined;
  abstract readonly logLevel: ConfigValues['logLevel'];
  abstract readonly exitWithParent: boolean;
  abstract readonly modelLimitBytes: number;
  abstract readonly checkTimeoutMs: number;
  abstract readonly checkMemoryBytes: number;
  abstract readonly checksAtOnce: number;
  abstract readonly floatTimeoutMs: number;
  abstract readonly floatMemoryBytes: number;
  abstract readonly scorerThreads: number;
}
