import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '@npufarm/contracts';
import type { FastifyRequest } from 'fastify';
import { FarmError } from '../problems/farm-error.js';
import { allowedRolesKey } from './allow-roles.js';
import { bearerToken } from './bearer-token.js';
import { rememberPrincipal } from './current-principal.js';
import { openToAllKey } from './open-to-all.js';
import { TokenVerifier } from './token-verifier.js';

/** Lets a request through when its token has a role that the route allows. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(openToAllKey, places) === true) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = bearerToken(request.headers.authorization);
    const principal = token === undefined ? undefined : await this.verifier.verify(token);
    if (principal === undefined) {
      throw new FarmError({
        code: token === undefined ? 'auth.token-missing' : 'auth.token-invalid',
        fault: 'participant',
        status: 401,
        detail:
          token === undefined ? 'The request carries no token.' : 'The token is unknown, expired or revoked.',
        hint: 'Send "Authorization: Bearer nf_…" with a token that an organizer gave you.',
      });
    }
    const roles =
      this.reflector.getAllAndOverride<readonly Role[] | undefined>(allowedRolesKey, places) ?? [];
    if (!roles.includes(principal.role)) {
      throw new FarmError({
        code: 'auth.role-refused',
        fault: 'participant',
        status: 403,
        detail: `A token of role ${principal.role} may not do this.`,
        hint: roles.length === 0 ? 'Nobody may.' : `Use a token of role ${roles.join(' or ')}.`,
      });
    }
    rememberPrincipal(request, principal);
    return true;
  }
}
