import { UnreadableArchiveError, ZipArchive, type ZipEntry } from '@npufarm/pictures';
import { archiveRefusal } from './archive-refusal.js';

/** A zip archive that a team handed in; what cannot be read is the team's to mend. */
export class ZipFile {
  private constructor(private readonly archive: ZipArchive) {}

  /** @throws FarmError `archive.unreadable`, `archive.too-many-files` */
  static async open(path: string): Promise<ZipFile> {
    try {
      return new ZipFile(await ZipArchive.open(path));
    } catch (error) {
      throw refusalOf(error);
    }
  }

  get entries(): readonly ZipEntry[] {
    return this.archive.entries;
  }

  /** The entry's bytes. @throws FarmError `archive.unreadable` where they are not as many as the archive says */
  async *read(entry: ZipEntry): AsyncGenerator<Uint8Array> {
    try {
      yield* this.archive.read(entry);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  close(): void {
    this.archive.close();
  }
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof UnreadableArchiveError)) return error;
  return archiveRefusal(error.what, error.message, error.hint, error);
}
