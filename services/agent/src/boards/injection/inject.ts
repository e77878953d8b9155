import type { BoardDriver } from '../board-driver.js';
import type { Injection } from './behaviour.js';
import { InjectedDriver } from './injected-driver.js';

/** The board as it is, or with the behaviours that its configuration injects. */
export function inject(
  board: BoardDriver,
  { name, seed, behaviour }: Injection & { readonly name: string },
): BoardDriver {
  return behaviour.length === 0 ? board : new InjectedDriver(board, name, { seed, behaviour });
}
