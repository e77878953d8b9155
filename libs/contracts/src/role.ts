import { z } from 'zod';

export const roleSchema = z.enum(['participant', 'organizer', 'operator']).meta({ id: 'Role' });
export type Role = z.infer<typeof roleSchema>;
