import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Bytes under a 256-bit key: 12 bytes of nonce, 16 of tag, then AES-256-GCM. */
export function seal(bytes: Uint8Array, key: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** What `seal` was given. Throws when the key is another one or a byte was changed. */
export function unseal(sealed: Uint8Array, key: Uint8Array): Buffer {
  const start = nonceBytes + tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAuthTag(sealed.subarray(nonceBytes, start));
  return Buffer.concat([decipher.update(sealed.subarray(start)), decipher.final()]);
}
