import { Injectable } from '@nestjs/common';
import type { CreatedToken, TokenView } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import type { Principal } from '../platform/auth/principal.js';
import { TokenVerifier } from '../platform/auth/token-verifier.js';
import { notFound } from '../platform/problems/not-found.js';
import type { NewToken } from './new-token.js';
import { hashTokenSecret, newTokenSecret } from './token-secret.js';
import { type TokenRow, tokenViewOf } from './token-row.js';

const columns = `
  token.id, token.role, token.name, team.name AS team,
  token.created_at AS "createdAt", token.expires_at AS "expiresAt", token.revoked_at AS "revokedAt"`;

/** Makes, recognises and revokes tokens. */
@Injectable()
export class Tokens extends TokenVerifier {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async verify(secret: string): Promise<Principal | undefined> {
    const row = await queryOne<Record<'tokenId' | 'name', string> & Principal>(
      this.dataSource.manager,
      `SELECT token.id AS "tokenId", token.role, token.name, token.team_id AS "teamId",
              team.name AS "teamName"
       FROM tokens token LEFT JOIN teams team ON team.id = token.team_id
       WHERE token.hash = $1 AND token.revoked_at IS NULL
         AND (token.expires_at IS NULL OR token.expires_at > now())`,
      [hashTokenSecret(secret)],
    );
    if (row === undefined) return undefined;
    const { teamId, teamName } = row;
    return {
      ...row,
      teamId: teamId ?? undefined,
      teamName: teamName ?? undefined,
    };
  }

  async create(token: NewToken): Promise<CreatedToken> {
    const secret = newTokenSecret();
    const id = await this.insert(this.dataSource.manager, token, secret);
    return { ...(await this.get(id ?? '')), token: secret };
  }

  /** Makes a token of a given secret unless it exists; for the launcher, which chose it. */
  async ensure(manager: EntityManager, token: NewToken, secret: string): Promise<void> {
    await this.insert(manager, token, secret);
  }

  /** All tokens, or those of one team. */
  async list(teamId?: string): Promise<TokenView[]> {
    const rows: TokenRow[] = await this.dataSource.query(
      `SELECT ${columns} FROM tokens token LEFT JOIN teams team ON team.id = token.team_id
       WHERE $1::uuid IS NULL OR token.team_id = $1 ORDER BY token.id`,
      [teamId ?? null],
    );
    return rows.map(tokenViewOf);
  }

  /** Ends a token; revoking it again changes nothing. A participant may end only its own team's. */
  async revoke(id: string, principal: Principal): Promise<TokenView> {
    const [rows]: [{ id: string }[]] = await this.dataSource.query(
      `UPDATE tokens SET revoked_at = coalesce(revoked_at, now())
       WHERE id = $1 AND ($2::uuid IS NULL OR team_id = $2) RETURNING id`,
      [id, principal.role === 'participant' ? principal.teamId : null],
    );
    if (rows.length === 0) throw notFound('token', id);
    return this.get(id);
  }

  private async get(id: string): Promise<TokenView> {
    const row = await queryOne<TokenRow>(
      this.dataSource.manager,
      `SELECT ${columns} FROM tokens token LEFT JOIN teams team ON team.id = token.team_id WHERE token.id = $1`,
      [id],
    );
    if (row === undefined) throw notFound('token', id);
    return tokenViewOf(row);
  }

  private async insert(manager: EntityManager, token: NewToken, secret: string): Promise<string | undefined> {
    const row = await queryOne<{ id: string }>(
      manager,
      `INSERT INTO tokens (hash, role, team_id, name, expires_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO NOTHING RETURNING id`,
      [hashTokenSecret(secret), token.role, token.teamId ?? null, token.name, token.expiresAt ?? null],
    );
    return row?.id;
  }
}
