import { z } from 'zod';
import { listOf } from './list-of.js';

/** Something that a person changed. `hash` covers the entry and the hash of the one before it. */
export const auditEntrySchema = z
  .object({
    id: z.number().int(),
    at: z.iso.datetime(),
    actor: z.string(),
    role: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Newest first; `intact` is false when an entry was changed or removed behind the farm's back. */
export const auditListSchema = listOf(auditEntrySchema)
  .extend({ intact: z.boolean() })
  .meta({ id: 'AuditList' });
export type AuditList = z.infer<typeof auditListSchema>;
