import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AuditList } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { Principal } from '../platform/auth/principal.js';
import { canonicalJson } from '../platform/canonical-json/canonical-json.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';

/** What somebody did, in words that stay the same. */
export interface AuditedAction {
  /** `<thing>.<verb>`. */
  readonly action: string;
  /** The thing's name. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Record<string, unknown>;
  readonly hash: Buffer;
}

const beginning = Buffer.alloc(32);
/** One writer at a time, or two entries would follow the same one. */
const lockKey = 7_041_776_201;

/** Keeps what people changed. Every entry holds a digest of itself and of the entry before it. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Adds an entry in the caller's transaction: what is not audited has not happened. */
  async record(
    manager: EntityManager,
    { name, role }: Pick<Principal, 'name' | 'role'>,
    { action, subject, detail = {} }: AuditedAction,
  ): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const last = await queryOne<{ hash: Buffer }>(
      manager,
      'SELECT hash FROM audit_entries ORDER BY id DESC LIMIT 1',
      [],
    );
    const entry = { at: this.clock.now(), actor: name, role, action, subject, detail };
    await manager.query(
      `INSERT INTO audit_entries (at, actor, role, action, subject, detail, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [entry.at, name, role, action, subject, JSON.stringify(detail), hashOf(entry, last?.hash ?? beginning)],
    );
  }

  /** The newest entries, and whether the whole chain still holds. */
  async list(limit: number): Promise<AuditList> {
    const rows: Row[] = await this.dataSource.query('SELECT * FROM audit_entries ORDER BY id');
    let before: Buffer = beginning;
    const intact = rows.every((row) => {
      const holds = hashOf(row, before).equals(row.hash);
      before = row.hash;
      return holds;
    });
    const items = rows
      .slice(-limit)
      .toReversed()
      .map(({ id, at, hash, ...rest }) => ({
        ...rest,
        id: Number(id),
        at: at.toISOString(),
        hash: hash.toString('hex'),
      }));
    return { items, intact };
  }
}

function hashOf(
  { at, actor, role, action, subject, detail }: Omit<Row, 'id' | 'hash'>,
  before: Buffer,
): Buffer {
  const text = canonicalJson({ at: at.toISOString(), actor, role, action, subject, detail });
  return createHash('sha256').update(before).update(text).digest();
}
