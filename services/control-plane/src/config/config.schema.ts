import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z
  .enum(['0', '1', 'true', 'false'])
  .default('0')
  .transform((text) => text === '1' || text === 'true');

/** Every environment variable of the control plane, with its default. */
export const configVariables = {
  databaseUrl: { variable: 'NPUFARM_DATABASE_URL', schema: z.url({ protocol: /^postgres(ql)?$/ }) },
  databasePoolSize: {
    variable: 'NPUFARM_DATABASE_POOL_SIZE',
    schema: z.coerce.number().int().min(4).max(200).default(20),
  },
  natsUrl: { variable: 'NPUFARM_NATS_URL', schema: z.string().min(1) },
  brokerDirectory: { variable: 'NPUFARM_BROKER_DIRECTORY', schema: z.string().min(1).optional() },
  httpHost: { variable: 'NPUFARM_HTTP_HOST', schema: z.string().default('127.0.0.1') },
  httpPort: { variable: 'NPUFARM_HTTP_PORT', schema: port.default(8080) },
  grpcHost: { variable: 'NPUFARM_GRPC_HOST', schema: z.string().default('127.0.0.1') },
  grpcPort: { variable: 'NPUFARM_GRPC_PORT', schema: port.default(0) },
  enrolmentPort: { variable: 'NPUFARM_ENROLMENT_PORT', schema: port.default(0) },
  emulatorPath: { variable: 'NPUFARM_EMULATOR', schema: z.string().min(1) },
  dataDirectory: { variable: 'NPUFARM_DATA_DIRECTORY', schema: z.string().min(1) },
  bootstrapPath: { variable: 'NPUFARM_BOOTSTRAP', schema: z.string().min(1).optional() },
  logLevel: {
    variable: 'NPUFARM_LOG_LEVEL',
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  },
  exitWithParent: { variable: 'NPUFARM_EXIT_WITH_PARENT', schema: flag },
  modelLimitBytes: {
    variable: 'NPUFARM_MODEL_LIMIT_BYTES',
    schema: z.coerce
      .number()
      .int()
      .positive()
      .default(64 * 1024 * 1024),
  },
  checkTimeoutMs: {
    variable: 'NPUFARM_CHECK_TIMEOUT_MS',
    schema: z.coerce.number().int().positive().default(10_000),
  },
  checkMemoryBytes: {
    variable: 'NPUFARM_CHECK_MEMORY_BYTES',
    schema: z.coerce
      .number()
      .int()
      .positive()
      .default(2 * 1024 * 1024 * 1024),
  },
  checksAtOnce: {
    variable: 'NPUFARM_CHECKS_AT_ONCE',
    schema: z.coerce.number().int().min(1).max(64).default(2),
  },
  floatTimeoutMs: {
    variable: 'NPUFARM_FLOAT_TIMEOUT_MS',
    schema: z.coerce.number().int().positive().default(30_000),
  },
  floatMemoryBytes: {
    variable: 'NPUFARM_FLOAT_MEMORY_BYTES',
    // TensorFlow Lite's WebAssembly heap may grow to 4 GiB.
    schema: z.coerce
      .number()
      .int()
      .positive()
      .default(6 * 1024 * 1024 * 1024),
  },
  scorerThreads: {
    variable: 'NPUFARM_SCORER_THREADS',
    schema: z.coerce.number().int().min(1).max(64).default(2),
  },
} as const;

type Variables = typeof configVariables;

export type ConfigValues = { readonly [Key in keyof Variables]: z.infer<Variables[Key]['schema']> };
