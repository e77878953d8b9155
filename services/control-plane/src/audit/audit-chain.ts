import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../platform/canonical-json/canonical-json.js';

/** What an entry says; its digest covers all of it and the digest of the entry before. */
export interface AuditContent {
  readonly at: Date;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Record<string, unknown>;
}

/** An entry as it is stored. */
export interface AuditRow extends AuditContent {
  readonly id: string;
  readonly hash: Buffer;
}

/** An entry that is not what its digest says, or does not follow the one before it. */
export interface BrokenLink {
  readonly id: string;
  readonly action: string;
}

const rowsPerRead = 1_000;

/** What the first entry follows. */
export const beginning = Buffer.alloc(32);

export const auditColumns = 'id, at, actor, role, action, subject, detail, hash';

/** SHA-256 over the digest of the entry before and the entry's canonical JSON. */
export function hashOf({ at, actor, role, action, subject, detail }: AuditContent, before: Buffer): Buffer {
  const text = canonicalJson({ at: at.toISOString(), actor, role, action, subject, detail });
  return createHash('sha256').update(before).update(text).digest();
}

/** Walks the whole chain, oldest entry first; empty when nobody changed or removed an entry. */
export async function findBrokenLinks(manager: Pick<EntityManager, 'query'>): Promise<BrokenLink[]> {
  const broken: BrokenLink[] = [];
  let before: Buffer = beginning;
  for (let after = '0'; ;) {
    const rows: AuditRow[] = await manager.query(
      `SELECT ${auditColumns} FROM audit_entries WHERE id > $1 ORDER BY id LIMIT ${rowsPerRead}`,
      [after],
    );
    for (const row of rows) {
      if (!hashOf(row, before).equals(row.hash)) broken.push({ id: row.id, action: row.action });
      before = row.hash;
      after = row.id;
    }
    if (rows.length < rowsPerRead) return broken;
  }
}
