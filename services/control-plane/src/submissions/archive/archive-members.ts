import type { ZipEntry } from '@npufarm/pictures';
import { archiveRefusal } from './archive-refusal.js';

/** The files of the challenge's archive that the farm reads; everything else in it is kept and not opened. */
export const memberPaths = {
  model: 'TFLite/model.tflite',
  dynamic: 'TFLite/model_none.tflite',
  float: 'TFLite/model_none_float.tflite',
  factsheet: 'factsheet.json',
} as const;

export type MemberName = keyof typeof memberPaths;
export type ArchiveMembers = Readonly<Partial<Record<MemberName, ZipEntry>>>;

const layout =
  'The archive holds TFLite/model.tflite, TFLite/model_none.tflite and, if you have them, TFLite/model_none_float.tflite and factsheet.json.';
const fileTypeMask = 0o170_000;
const symbolicLink = 0o120_000;
/** Unix permissions of a zip entry are in the upper half of its attributes. */
const unixShift = 16;

/**
 * The files of interest among an archive's entries.
 *
 * @throws FarmError `archive.*` for links, encrypted entries, names that differ only in case, overlapping data and
 *   missing files
 */
export function findMembers(entries: readonly ZipEntry[], archiveBytes: number): ArchiveMembers {
  const names = new Map<string, string>();
  const offsets = new Set<number>();
  let compressedBytes = 0;
  for (const entry of entries) {
    const { fileName } = entry;
    if (((entry.externalFileAttributes >>> unixShift) & fileTypeMask) === symbolicLink) {
      throw archiveRefusal(
        'link',
        `"${fileName}" is a symbolic link.`,
        'Put the file itself into the archive.',
      );
    }
    if (entry.isEncrypted()) {
      throw archiveRefusal(
        'encrypted',
        `"${fileName}" is encrypted.`,
        'Make the archive without a password.',
      );
    }
    const key = fileName.normalize('NFC').toLowerCase();
    const other = names.get(key);
    if (other !== undefined) {
      const detail =
        other === fileName
          ? `"${fileName}" is in the archive twice.`
          : `"${other}" and "${fileName}" differ only in how they are written.`;
      throw archiveRefusal('duplicate', detail, 'Give every file one name.');
    }
    names.set(key, fileName);
    offsets.add(entry.relativeOffsetOfLocalHeader);
    compressedBytes += entry.compressedSize;
  }
  if (offsets.size < entries.length || compressedBytes > archiveBytes) {
    throw archiveRefusal('overlap', 'Entries of the archive share their bytes.', 'Make the archive anew.');
  }
  return pick(entries, names);
}

function pick(entries: readonly ZipEntry[], names: ReadonlyMap<string, string>): ArchiveMembers {
  const members: Partial<Record<MemberName, ZipEntry>> = {};
  for (const [name, path] of Object.entries(memberPaths) as [MemberName, string][]) {
    const written = names.get(path.toLowerCase());
    if (written !== undefined && written !== path) {
      throw archiveRefusal('case', `The archive has "${written}" where "${path}" belongs.`, layout);
    }
    const entry = entries.find(({ fileName }) => fileName === path);
    if (entry !== undefined) members[name] = entry;
    else if (name === 'model' || name === 'dynamic') {
      throw archiveRefusal('incomplete', `The archive has no "${path}".`, layout);
    }
  }
  return members;
}
