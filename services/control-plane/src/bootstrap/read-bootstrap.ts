import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Bootstrap, bootstrapSchema } from './bootstrap.schema.js';

/** @throws Error naming the file and every wrong field */
export async function readBootstrap(path: string): Promise<Bootstrap> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new Error(`The bootstrap file ${path} cannot be read as JSON.`, { cause });
  }
  const parsed = bootstrapSchema.safeParse(value);
  if (!parsed.success)
    throw new Error(`The bootstrap file ${path} is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
