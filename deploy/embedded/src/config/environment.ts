import { z } from 'zod';
import { LaunchError } from '../launch-error.js';

const path = z.string().min(1).optional();
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((text) => text === '1');

const schema = z.object({
  /** Directory for all data of the farm; `.npufarm` of the checkout when absent. */
  NPUFARM_HOME: path,
  /** A PostgreSQL server to use instead of the bundled one. */
  NPUFARM_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** A NATS server to use instead of one of our own; it includes `nats/broker/broker.conf` of NPUFARM_HOME. */
  NPUFARM_NATS_URL: z.url({ protocol: /^(nats|tls)$/ }).optional(),
  /** Path of the nats-server program. */
  NPUFARM_NATS_SERVER: path,
  NPUFARM_LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
  /** Stop the farm when stdin ends, as it does when the starting process dies. */
  NPUFARM_EXIT_WITH_PARENT: flag,
  PATH: z.string().default('/usr/bin:/bin'),
});

/** What the environment says about the embedded farm. */
export type Environment = Readonly<z.infer<typeof schema>>;

/** Reads the environment once. @throws {LaunchError} naming every variable that is wrong */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: [name], message }) => `${String(name)}: ${message}`);
  throw new LaunchError(
    'launch.configuration',
    `the environment is not usable:\n  ${problems.join('\n  ')}`,
    'Correct or unset these variables.',
  );
}
