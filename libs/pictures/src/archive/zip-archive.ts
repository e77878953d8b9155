import type { Readable } from 'node:stream';
import yauzl, { type Entry } from 'yauzl';
import { UnreadableArchiveError } from './unreadable-archive.error.js';

const entryLimit = 10_000;

/** A file in a zip archive. */
export type ZipEntry = Entry;

/** A zip archive whose names are checked: none is absolute, none climbs out, none holds a backslash. */
export class ZipArchive {
  private constructor(
    private readonly file: yauzl.ZipFile,
    readonly entries: readonly ZipEntry[],
  ) {}

  /** @throws UnreadableArchiveError */
  static async open(path: string): Promise<ZipArchive> {
    const file = await new Promise<yauzl.ZipFile>((resolve, reject) => {
      const options = {
        autoClose: false,
        lazyEntries: true,
        strictFileNames: true,
        validateEntrySizes: true,
      };
      yauzl.open(path, options, (error, opened) => {
        if (error === null) resolve(opened);
        else reject(unreadable(error));
      });
    });
    try {
      if (file.entryCount > entryLimit) {
        const message = `The archive names ${file.entryCount} files; ${entryLimit} is the limit.`;
        throw new UnreadableArchiveError('too-many-files', message, 'Leave out what is not asked for.');
      }
      return new ZipArchive(file, await listEntries(file));
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** An entry's bytes; the stream fails where they are not as many as the archive says. @throws UnreadableArchiveError */
  async *read(entry: ZipEntry): AsyncGenerator<Uint8Array> {
    const stream = await new Promise<Readable>((resolve, reject) => {
      this.file.openReadStream(entry, (error, opened) => {
        if (error === null) resolve(opened);
        else reject(unreadable(error));
      });
    });
    try {
      for await (const piece of stream) yield piece as Uint8Array;
    } catch (error) {
      throw unreadable(error);
    } finally {
      stream.destroy();
    }
  }

  close(): void {
    this.file.close();
  }
}

function listEntries(file: yauzl.ZipFile): Promise<ZipEntry[]> {
  return new Promise((resolve, reject) => {
    const entries: ZipEntry[] = [];
    file.on('entry', (entry: ZipEntry) => {
      entries.push(entry);
      file.readEntry();
    });
    file.once('end', () => resolve(entries));
    file.once('error', (error) => reject(unreadable(error)));
    file.readEntry();
  });
}

function unreadable(error: unknown): Error {
  const said = error instanceof Error ? error.message : String(error);
  const message = `The archive cannot be read: ${said}.`;
  return new UnreadableArchiveError('unreadable', message, 'Make the archive with an ordinary zip program.', {
    cause: error,
  });
}
