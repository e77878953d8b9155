import 'reflect-metadata';
import { type DynamicModule, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { Role } from '@npufarm/contracts';
import { allowedRolesKey } from '../auth/allow-roles.js';
import { openToAllKey } from '../auth/open-to-all.js';

/** A route of the REST interface and who may call it. */
export interface Route {
  readonly method: string;
  /** Below /api/v1, with `:parameters`. */
  readonly path: string;
  readonly roles: readonly Role[] | 'everybody';
}

type ModuleLike = Type | DynamicModule;

/** Every route of a module and of those that it imports, by path. */
export function listRoutes(root: ModuleLike): Route[] {
  const modules = new Set<Type>();
  const controllers = new Set<Type>();
  const visit = (entry: ModuleLike): void => {
    const type = 'module' in entry ? entry.module : entry;
    const own = 'module' in entry ? [...((entry.imports ?? []) as ModuleLike[])] : [];
    for (const controller of ('module' in entry ? entry.controllers : undefined) ?? [])
      controllers.add(controller);
    if (!modules.has(type)) {
      modules.add(type);
      own.push(...read<ModuleLike[]>(MODULE_METADATA.IMPORTS, type, []));
      for (const controller of read<Type[]>(MODULE_METADATA.CONTROLLERS, type, []))
        controllers.add(controller);
    }
    own.forEach(visit);
  };
  visit(root);
  return [...controllers]
    .flatMap(routesOf)
    .toSorted((left, right) => compare(left.path, right.path) || compare(left.method, right.method));
}

function routesOf(controller: Type): Route[] {
  const base = read<string>(PATH_METADATA, controller, '');
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
    const path = read<string>(PATH_METADATA, handler, '/');
    const places = [handler, controller];
    const isOpen = places.some((place) => read<boolean>(openToAllKey, place, false));
    const roles = places.map((place) => read<readonly Role[] | undefined>(allowedRolesKey, place, undefined));
    return [
      {
        method: RequestMethod[read<number>(METHOD_METADATA, handler, 0)] ?? 'GET',
        path: `/${[base, path].join('/').split('/').filter(Boolean).join('/')}`,
        roles: isOpen ? 'everybody' : (roles.find((found) => found !== undefined) ?? []),
      },
    ];
  });
}

function read<Value>(key: string, place: object, otherwise: Value): Value {
  return (Reflect.getMetadata(key, place) as Value | undefined) ?? otherwise;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
