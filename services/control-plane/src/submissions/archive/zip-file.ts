import type { Readable } from 'node:stream';
import yauzl, { type Entry } from 'yauzl';
import { archiveRefusal } from './archive-refusal.js';

const entryLimit = 10_000;
const hint = 'Make the archive with an ordinary zip program.';

/** A zip archive whose names are checked: none is absolute, none climbs out, none holds a backslash. */
export class ZipFile {
  private constructor(
    private readonly file: yauzl.ZipFile,
    readonly entries: readonly Entry[],
  ) {}

  /** @throws FarmError `archive.unreadable`, `archive.too-many-files` */
  static async open(path: string): Promise<ZipFile> {
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
        throw archiveRefusal(
          'too-many-files',
          `The archive names ${file.entryCount} files; ${entryLimit} is the limit.`,
          'Leave out what is not asked for.',
        );
      }
      return new ZipFile(file, await listEntries(file));
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** The entry's bytes; the stream fails where they are not as many as the archive says. */
  async *read(entry: Entry): AsyncGenerator<Uint8Array> {
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

function listEntries(file: yauzl.ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    file.on('entry', (entry: Entry) => {
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
  return archiveRefusal('unreadable', `The archive cannot be read: ${said}.`, hint, error);
}
