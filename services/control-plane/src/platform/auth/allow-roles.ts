import { SetMetadata } from '@nestjs/common';
import type { Role } from '@npufarm/contracts';

export const allowedRolesKey = 'npufarm:allowed-roles';

/** Who may call a route. A route without this and without `@OpenToAll` is refused to everybody. */
export const AllowRoles = (...roles: Role[]): MethodDecorator & ClassDecorator =>
  SetMetadata(allowedRolesKey, roles);
