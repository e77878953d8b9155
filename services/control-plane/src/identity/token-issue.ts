import { Injectable } from '@nestjs/common';
import type { CreateToken, CreatedToken, Role } from '@npufarm/contracts';
import type { Principal } from '../platform/auth/principal.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';
import { Teams } from './teams.js';
import { Tokens } from './tokens.js';

/** Which roles' tokens a role may hand out. */
const grants: Readonly<Record<Role, readonly Role[]>> = {
  participant: ['participant'],
  organizer: ['participant', 'organizer'],
  operator: ['participant', 'organizer', 'operator'],
};

/** Hands out tokens on behalf of somebody. */
@Injectable()
export class TokenIssue {
  constructor(
    private readonly tokens: Tokens,
    private readonly teams: Teams,
  ) {}

  async create(request: CreateToken, principal: Principal): Promise<CreatedToken> {
    if (!grants[principal.role].includes(request.role)) {
      throw new FarmError({
        code: 'auth.role-refused',
        fault: 'participant',
        status: 403,
        detail: `A token of role ${principal.role} cannot make one of role ${request.role}.`,
        hint: 'Ask an organizer or an operator.',
      });
    }
    const own = principal.role === 'participant' ? principal.teamId : undefined;
    return this.tokens.create({
      role: request.role,
      name: request.name,
      teamId: own ?? (await this.teamOf(request)),
      expiresAt: request.expiresAt === undefined ? undefined : new Date(request.expiresAt),
    });
  }

  private async teamOf({ role, team }: CreateToken): Promise<string | undefined> {
    if (role !== 'participant') return undefined;
    if (team === undefined) throw missingTeam();
    const found = await this.teams.findByName(team);
    if (found === undefined) throw notFound('team', team, 'Add the team first.');
    return found.id;
  }
}

function missingTeam(): FarmError {
  return new FarmError({
    code: 'request.invalid',
    fault: 'participant',
    status: 400,
    detail: 'team: is missing; a token of role participant belongs to one.',
    hint: 'Name the team.',
  });
}
