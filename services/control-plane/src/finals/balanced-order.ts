/**
 * The order in which one board runs the submissions of one repetition: each starts with another one, and every second
 * repetition goes backwards, so that no submission always runs first or on a warm board.
 */
export function balancedOrder<Item>(items: readonly Item[], board: number, repetition: number): Item[] {
  if (items.length === 0) return [];
  const start = (board + repetition) % items.length;
  const turned = [...items.slice(start), ...items.slice(0, start)];
  return repetition % 2 === 0 ? turned : turned.toReversed();
}
