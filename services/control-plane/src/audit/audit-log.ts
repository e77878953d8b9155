import { Injectable } from '@nestjs/common';
import type { AuditList } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { Principal } from '../platform/auth/principal.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { auditColumns, type AuditRow, beginning, findBrokenLinks, hashOf } from './audit-chain.js';

/** What somebody did, in words that stay the same. */
export interface AuditedAction {
  /** `<thing>.<verb>`. */
  readonly action: string;
  /** The thing's name. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

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
    const rows: AuditRow[] = await this.dataSource.query(
      `SELECT ${auditColumns} FROM audit_entries ORDER BY id DESC LIMIT $1`,
      [limit],
    );
    const broken = await findBrokenLinks(this.dataSource);
    const items = rows.map(({ id, at, hash, ...rest }) => ({
      ...rest,
      id: Number(id),
      at: at.toISOString(),
      hash: hash.toString('hex'),
    }));
    return { items, intact: broken.length === 0 };
  }
}
