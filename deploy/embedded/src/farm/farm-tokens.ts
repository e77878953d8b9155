import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makePrivateFile } from '../storage/make-private-file.js';

const schema = z.object({ operator: z.string(), organizer: z.string(), team: z.string() });

/** The bearer tokens of an embedded farm. */
export type FarmTokens = Readonly<z.infer<typeof schema>>;

/** The tokens of a data directory, made on first use and kept in a file that only its owner can read. */
export function provideFarmTokens(dataDirectory: string): FarmTokens {
  const path = join(dataDirectory, 'tokens.json');
  if (existsSync(path)) return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const tokens = { operator: newToken(), organizer: newToken(), team: newToken() };
  makePrivateFile(path, JSON.stringify(tokens));
  return tokens;
}

function newToken(): string {
  return `nf_${randomBytes(32).toString('base64url')}`;
}
