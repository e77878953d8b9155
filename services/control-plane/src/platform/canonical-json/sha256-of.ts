import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** SHA-256 of a value's canonical JSON. */
export function sha256Of(value: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(value)).digest();
}
