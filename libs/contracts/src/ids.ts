import { z } from 'zod';

export const submissionIdSchema = z.uuid().brand<'SubmissionId'>();
export const jobIdSchema = z.uuid().brand<'JobId'>();
export const teamIdSchema = z.uuid().brand<'TeamId'>();
export const phaseIdSchema = z.uuid().brand<'PhaseId'>();
export const boardIdSchema = z.uuid().brand<'BoardId'>();
export const agentIdSchema = z.uuid().brand<'AgentId'>();

/** An attempt's number, which is its fence; decimal text because JSON has no 64-bit integers. */
export const attemptNumberSchema = z
  .string()
  .regex(/^[1-9][0-9]{0,18}$/)
  .brand<'AttemptNumber'>();

/** Lower-case hexadecimal SHA-256. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits');

export type SubmissionId = z.infer<typeof submissionIdSchema>;
export type JobId = z.infer<typeof jobIdSchema>;
export type TeamId = z.infer<typeof teamIdSchema>;
export type PhaseId = z.infer<typeof phaseIdSchema>;
export type BoardId = z.infer<typeof boardIdSchema>;
export type AgentId = z.infer<typeof agentIdSchema>;
export type AttemptNumber = z.infer<typeof attemptNumberSchema>;
