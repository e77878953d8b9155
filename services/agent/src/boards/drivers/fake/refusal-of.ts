import { open } from 'node:fs/promises';
import type { Issue } from '@npufarm/contracts';

const IDENTIFIER = 'TFL3';
const IDENTIFIER_OFFSET = 4;

/** A fake board takes every TensorFlow Lite file and nothing else; it looks at the file's identifier only. */
export async function refusalOf(modelPath: string): Promise<Issue | undefined> {
  const file = await open(modelPath, 'r');
  try {
    const { buffer } = await file.read(
      Buffer.alloc(IDENTIFIER.length),
      0,
      IDENTIFIER.length,
      IDENTIFIER_OFFSET,
    );
    if (buffer.toString('latin1') === IDENTIFIER) return undefined;
  } finally {
    await file.close();
  }
  return {
    id: 'fake.not-a-model',
    rule: 'A model must be a TensorFlow Lite file.',
    detail: `The file does not carry the identifier ${IDENTIFIER} at byte ${IDENTIFIER_OFFSET}.`,
    hint: 'Export the model with the TensorFlow Lite converter.',
    operator: null,
    tensor: null,
  };
}
