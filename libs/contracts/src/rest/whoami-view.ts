import { z } from 'zod';
import { roleSchema } from '../role.js';

export const whoamiViewSchema = z
  .object({
    role: roleSchema,
    name: z.string(),
    team: z.string().nullable(),
    serverVersion: z.string(),
    serverTime: z.iso.datetime(),
  })
  .meta({ id: 'WhoamiView' });
export type WhoamiView = z.infer<typeof whoamiViewSchema>;
