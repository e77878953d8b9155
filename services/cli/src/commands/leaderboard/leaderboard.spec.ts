import { afterEach, describe, expect, it } from 'vitest';
import { type LocalServer, sendJson, startLocalServer } from '../../testing/local-server.js';
import { type Ran, runCommand } from '../../testing/run-command.js';

let server: LocalServer | undefined;
afterEach(() => server?.close());

const row = {
  rank: 1,
  team: 'demo',
  baseline: false,
  late: true,
  modelBytes: 52_096,
  modelKb: 51,
  psnr: 30.5,
  ssim: 0.91,
  deltaPsnr: 0.75,
  deltaSsim: -0.0012,
  cpuMs: null,
  npuMs: 36.5,
  speedUp: null,
  score: 12.25,
  fidelity: 'emulated',
  submissionId: 's1',
  entries: 3,
};
const baseline = {
  ...row,
  rank: null,
  team: 'bicubic',
  baseline: true,
  late: false,
  modelBytes: null,
  modelKb: null,
  score: null,
};

async function show(...more: string[]): Promise<Ran> {
  server = await startLocalServer({
    'GET /api/v1/competitions/mai2021/phases/open/leaderboard': (_request, response) =>
      sendJson(response, 200, {
        competition: 'mai2021',
        phase: 'open',
        configHash: 'c0ffee'.repeat(6),
        fidelity: 'emulated',
        metric: 'mai',
        rows: [row, baseline],
      }),
  });
  const place = ['--competition', 'mai2021', '--phase', 'open', '--url', server.url];
  return runCommand(['leaderboard', ...place, ...more]);
}

describe('npufarm leaderboard', () => {
  it('prints the promised keys in their order', async () => {
    const document = (await show('--json')).document();

    expect(Object.keys(document).slice(0, 4)).toEqual(['competition', 'phase', 'config_hash', 'rows']);
    const [first] = document['rows'] as object[];
    expect(Object.keys(first ?? {}).slice(0, 12)).toEqual([
      'rank',
      'team',
      'baseline',
      'late',
      'psnr',
      'ssim',
      'delta_psnr',
      'delta_ssim',
      'cpu_ms',
      'npu_ms',
      'speed_up',
      'score',
    ]);
  });

  it('prints a table that says what its numbers are, marks late rows, and leaves gaps for what is not known', async () => {
    const { stdout } = await show();

    expect(stdout).toContain('runtimes: emulated');
    expect(stdout).toMatch(/ {3}1 {2}demo \* +51 +30\.50 +0\.9100 +\+0\.75 +−0\.0012 +– +36\.50 +– +12\.25/);
    expect(stdout).toMatch(/ {3}– {2}bicubic/);
    expect(stdout).toContain('* handed in after the end of the phase');
  });
});
