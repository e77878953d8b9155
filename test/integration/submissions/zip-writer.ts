import { crc32, deflateRawSync } from 'node:zlib';

const linkMark = 'symlink!';
const localHeader = 0x04_03_4b_50;
const centralHeader = 0x02_01_4b_50;
const endRecord = 0x06_05_4b_50;
const madeByUnix = 0x03_14;
const version = 20;
const deflated = 8;
const linkMode = 0o120_777;
const fileMode = 0o100_644;

/** A name whose entry says that it is a symbolic link. */
export function symbolicLink(name: string): string {
  return linkMark + name;
}

interface Lies {
  /** The entry whose declared size is smaller than what it inflates to. */
  readonly lieAboutSizeOf?: string;
}

/** A zip archive of entries by name, honest or not; an undefined entry is left out. */
export function aZip(
  files: Readonly<Record<string, Uint8Array | undefined>>,
  { lieAboutSizeOf }: Lies = {},
): Uint8Array<ArrayBuffer> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [mark, content] of Object.entries(files)) {
    if (content === undefined) continue;
    const isLink = mark.startsWith(linkMark);
    const name = Buffer.from(isLink ? mark.slice(linkMark.length) : mark);
    const data = deflateRawSync(content);
    const declaredBytes = mark === lieAboutSizeOf ? content.length - 1 : content.length;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(version, 0);
    common.writeUInt16LE(deflated, 4);
    common.writeUInt32LE(checksum(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(declaredBytes, 18);
    common.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([uint32(localHeader), common, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((isLink ? linkMode : fileMode) * 2 ** 16, 6);
    tail.writeUInt32LE(offset, 10);
    const made = Buffer.alloc(2);
    made.writeUInt16LE(madeByUnix);
    directory.push(Buffer.concat([uint32(centralHeader), made, common, tail, name]));
    bodies.push(body);
    offset += body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Uint8Array.from(Buffer.concat([...bodies, central, uint32(endRecord), end]));
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function checksum(content: Uint8Array): number {
  return crc32(content);
}
