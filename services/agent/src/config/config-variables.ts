import { z } from 'zod';
import { driverNames } from '../boards/drivers/index.js';

const boardSchema = z.looseObject({ name: z.string().min(1), driver: z.enum(driverNames) });

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .default('0')
  .transform((text) => text === '1' || text === 'true');

const boardsText = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be a JSON list such as [{"name":"a","driver":"emulated"}]',
    });
    return z.NEVER;
  }
});

const address = z.string().regex(/^[^\s/]+:\d+$/, 'must be host:port');

/** Every environment variable of the agent, with its default. */
export const configVariables = {
  agentName: { variable: 'NPUFARM_AGENT_NAME', schema: z.string().min(1).max(100) },
  enrolmentToken: { variable: 'NPUFARM_ENROLMENT_TOKEN', schema: z.string().min(1).optional() },
  enrolmentAddress: { variable: 'NPUFARM_ENROLMENT', schema: address.optional() },
  controlPlane: {
    variable: 'NPUFARM_CONTROL_PLANE',
    schema: address,
  },
  natsUrl: { variable: 'NPUFARM_NATS_URL', schema: z.string().min(1) },
  emulatorPath: { variable: 'NPUFARM_EMULATOR', schema: z.string().min(1) },
  dataDirectory: { variable: 'NPUFARM_DATA_DIRECTORY', schema: z.string().min(1) },
  boards: {
    variable: 'NPUFARM_BOARDS',
    schema: boardsText.pipe(z.array(boardSchema).min(1)),
  },
  logLevel: {
    variable: 'NPUFARM_LOG_LEVEL',
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  },
  exitWithParent: { variable: 'NPUFARM_EXIT_WITH_PARENT', schema: flag },
  drainTimeoutMs: {
    variable: 'NPUFARM_DRAIN_TIMEOUT_MS',
    schema: z.coerce.number().int().min(0).default(120_000),
  },
} as const;
