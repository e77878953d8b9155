import { SetMetadata } from '@nestjs/common';

export const openToAllKey = 'npufarm:open-to-all';

/** A route that needs no token. */
export const OpenToAll = (): MethodDecorator & ClassDecorator => SetMetadata(openToAllKey, true);
