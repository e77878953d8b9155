/** What the command reads from its environment; nothing else reads it. */
export interface Environment {
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly workingDirectory: string;
  /** Whether colours are welcome, by NO_COLOR (https://no-color.org) and TERM. */
  readonly colourAllowed: boolean;
}

function textOf(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

/** The environment of this process. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return {
    url: textOf(variables['NPUFARM_URL']),
    token: textOf(variables['NPUFARM_TOKEN']),
    workingDirectory: process.cwd(),
    colourAllowed: (variables['NO_COLOR'] ?? '') === '' && variables['TERM'] !== 'dumb',
  };
}
