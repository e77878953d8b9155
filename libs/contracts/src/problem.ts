import { z } from 'zod';

/** Who must act. */
export const faultSchema = z.enum(['participant', 'infrastructure', 'internal']).meta({ id: 'Fault' });
export type Fault = z.infer<typeof faultSchema>;

/** RFC 9457 problem with a stable `code` and an id that is also in the server's log. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errorId: z.string(),
    fault: faultSchema,
    hint: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
