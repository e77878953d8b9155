import { z } from 'zod';
import { attemptNumberSchema } from './ids.js';
import { stageSchema } from './states/attempt-state.js';

export const eventLevelSchema = z.enum(['debug', 'info', 'warn', 'error']).meta({ id: 'EventLevel' });
export type EventLevel = z.infer<typeof eventLevelSchema>;

export const eventSourceSchema = z.enum(['farm', 'agent', 'board', 'model']).meta({ id: 'EventSource' });
export type EventSource = z.infer<typeof eventSourceSchema>;

/** What a line stands for; `progress` carries {done, total}, `issue` an Issue, `gap` {fromSeq, toSeq, lines}. */
export const eventKindSchema = z
  .enum(['log', 'stage', 'progress', 'issue', 'telemetry', 'gap'])
  .meta({ id: 'EventKind' });
export type EventKind = z.infer<typeof eventKindSchema>;

/** One line of an attempt's log; (attempt, seq) is unique and `<attempt>:<seq>` its id on a live stream. */
export const jobEventSchema = z
  .object({
    attempt: attemptNumberSchema,
    seq: z.number().int().positive(),
    at: z.iso.datetime(),
    stage: stageSchema,
    level: eventLevelSchema,
    source: eventSourceSchema,
    kind: eventKindSchema,
    text: z.string(),
    data: z.unknown().nullable(),
  })
  .meta({ id: 'JobEvent' });
export type JobEvent = z.infer<typeof jobEventSchema>;
