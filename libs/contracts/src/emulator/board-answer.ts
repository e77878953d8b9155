import { z } from 'zod';
import { failureClassSchema } from '../failures/index.js';
import { issueSchema } from '../issue.js';
import { eventLevelSchema } from '../job-event.js';

/** Why a request was not fulfilled; with issues it is a verdict about the model, not a failure. */
export const boardFaultSchema = z.object({
  who: z.enum(['participant', 'infrastructure', 'internal']),
  failureClass: failureClassSchema,
  detail: z.string(),
  issues: z.array(issueSchema).optional(),
});

/** Said once, before the first request is read. */
export const boardReadySchema = z.object({ event: z.literal('ready'), pid: z.int() });

/** One line of the delegate's log. */
export const boardLogSchema = z.object({
  id: z.int(),
  event: z.literal('log'),
  level: eventLevelSchema,
  source: z.enum(['board', 'model']),
  text: z.string(),
});

/** A delegate finding. */
export const boardIssueSchema = z.object({
  id: z.int(),
  event: z.literal('issue'),
  issue: issueSchema,
});

/** How far a request is. */
export const boardProgressSchema = z.object({
  id: z.int(),
  event: z.literal('progress'),
  done: z.number(),
  total: z.number(),
});

/** The request is fulfilled. */
export const boardSuccessSchema = z.object({ id: z.int(), ok: z.literal(true), result: z.unknown() });

/** The request is not fulfilled. */
export const boardFailureSchema = z.object({ id: z.int(), ok: z.literal(false), fault: boardFaultSchema });

/** One line that the emulated board writes on its standard output. */
export const boardAnswerSchema = z.union([
  boardReadySchema,
  boardLogSchema,
  boardIssueSchema,
  boardProgressSchema,
  boardSuccessSchema,
  boardFailureSchema,
]);

export type BoardFault = z.infer<typeof boardFaultSchema>;
export type BoardAnswer = z.infer<typeof boardAnswerSchema>;
