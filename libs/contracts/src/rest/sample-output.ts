import { z } from 'zod';
import { submissionIdSchema } from '../ids.js';
import { listOf } from './list-of.js';

/** A super-resolved picture that the phase keeps; `GET …/outputs/<name>` gives the PNG. */
export const sampleOutputSchema = z
  .object({ name: z.string(), width: z.number().int(), height: z.number().int() })
  .meta({ id: 'SampleOutput' });
export type SampleOutput = z.infer<typeof sampleOutputSchema>;

export const sampleOutputListSchema = listOf(sampleOutputSchema).meta({ id: 'SampleOutputList' });
export type SampleOutputList = z.infer<typeof sampleOutputListSchema>;

/** Answer of POST /submissions/:id/delete-files. */
export const deletedFilesSchema = z
  .object({ submissionId: submissionIdSchema, filesDeleted: z.literal(true) })
  .meta({ id: 'DeletedFiles' });
export type DeletedFiles = z.infer<typeof deletedFilesSchema>;
