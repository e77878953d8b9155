import { createDecipheriv } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** What was sealed: 12 bytes of nonce, 16 of tag, then AES-256-GCM. Throws when the key is wrong or a byte was changed. */
export function openSealed(file: Uint8Array, key: Uint8Array): Uint8Array {
  const body = nonceBytes + tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, file.subarray(0, nonceBytes));
  decipher.setAuthTag(file.subarray(nonceBytes, body));
  return Buffer.concat([decipher.update(file.subarray(body)), decipher.final()]);
}
