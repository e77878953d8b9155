import { describe, expect, it } from 'vitest';
import { parseConfig } from './parse-config.js';

const environment = {
  NPUFARM_AGENT_NAME: 'lab',
  NPUFARM_ENROLMENT: '127.0.0.1:4001',
  NPUFARM_CONTROL_PLANE: '127.0.0.1:4000',
  NPUFARM_NATS_URL: 'nats://127.0.0.1:4222',
  NPUFARM_EMULATOR: 'dist/emulator/main.js',
  NPUFARM_DATA_DIRECTORY: 'data',
  NPUFARM_BOARDS: '[{"name":"one","driver":"emulated"}]',
};

describe('parseConfig', () => {
  it('fills in defaults', () => {
    const outcome = parseConfig(environment);

    expect(outcome).toMatchObject({ ok: true, config: { logLevel: 'info', exitWithParent: false } });
  });

  it('names every variable that is missing or wrong', () => {
    const outcome = parseConfig({
      ...environment,
      NPUFARM_ENROLMENT: '4001',
      NPUFARM_CONTROL_PLANE: 'http://somewhere',
      NPUFARM_BOARDS: '[{"name":"one","driver":"toaster"}]',
    });

    expect(outcome.ok).toBe(false);
    expect(outcome.ok ? [] : outcome.problems.map(({ variable }) => variable)).toEqual([
      'NPUFARM_ENROLMENT',
      'NPUFARM_CONTROL_PLANE',
      'NPUFARM_BOARDS',
    ]);
  });
});
