/** Another live process uses the agent's data directory. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';

  constructor(directory: string, pid: number) {
    super(
      `the data directory ${directory} is used by process ${pid}. ` +
        'Stop that process, or give this agent a data directory of its own (NPUFARM_DATA_DIRECTORY).',
    );
  }
}
