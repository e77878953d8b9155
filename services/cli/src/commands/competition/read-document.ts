import type { CompetitionDocument } from '@npufarm/contracts';
import { camelCase } from '../../output/camel-case.js';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import { readInput } from '../read-input.js';

/** A competition's YAML file; every wrong field is told with its place. */
export async function readCompetitionDocument(path: string): Promise<CompetitionDocument> {
  const { competitionDocumentSchema } = await import('@npufarm/contracts');
  const { parse, YAMLParseError } = await import('yaml');
  const text = new TextDecoder().decode(await readInput(path));
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw wrong(path, error.message, error);
  }
  const parsed = competitionDocumentSchema.safeParse(camelCase(value));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  );
  throw wrong(path, places.join('; '), parsed.error);
}

function wrong(path: string, said: string, cause: unknown): CommandError {
  return new CommandError({
    code: 'competition.file-wrong',
    message: `${path} describes no competition: ${said}`,
    hint: 'docs/competition.md shows a whole one',
    exitCode: exitCodes.usage,
    cause,
  });
}
