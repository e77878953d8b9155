/** 0, -1, 1, -2, 2 and so on as far as `most`. */
export function integersOutward(most: number): readonly number[] {
  return Array.from({ length: 2 * most + 1 }, (_, index) => (index % 2 === 0 ? index / 2 : -(index + 1) / 2));
}
