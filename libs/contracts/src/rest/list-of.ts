import { z } from 'zod';

/** A list answer; always an object, so that fields can be added. */
export function listOf<Item extends z.ZodType>(item: Item): z.ZodObject<{ items: z.ZodArray<Item> }> {
  return z.object({ items: z.array(item) });
}
