import { z } from 'zod';

export const roleSchema = z.enum(['participant', 'organizer', 'operator', 'agent']).meta({ id: 'Role' });
export type Role = z.infer<typeof roleSchema>;
