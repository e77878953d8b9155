import { AppModule } from '../../services/control-plane/src/app.module.js';
import { parseConfig } from '../../services/control-plane/src/config/parse-config.js';
import { listRoutes } from '../../services/control-plane/src/platform/openapi/list-routes.js';

const roles = ['participant', 'organizer', 'operator'] as const;
const head = `# Routes

Made from the controllers of the control plane by \`npm run gen\`. Paths are below \`/api/v1\`, except \`/healthz\`,
\`/readyz\` and \`/metrics\`. A role without a mark is answered with 403; a request without a token with 401.
Participants see and change what belongs to their own team, and nothing else.

| method | path | ${roles.join(' | ')} | without a token |
|---|---|:-:|:-:|:-:|:-:|`;

const outcome = parseConfig({
  NPUFARM_DATABASE_URL: 'postgres://nowhere',
  NPUFARM_NATS_URL: 'nats://nowhere',
  NPUFARM_EMULATOR: 'nowhere',
  NPUFARM_DATA_DIRECTORY: 'nowhere',
  NPUFARM_LOG_LEVEL: 'silent',
});
if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));

const rows = listRoutes(AppModule.for(outcome.config)).map(({ method, path, roles: allowed }) => {
  const mark = (holds: boolean): string => (holds ? '✓' : '');
  const marks = roles.map((role) => mark(allowed === 'everybody' || allowed.includes(role)));
  return `| ${[method, `\`${path}\``, ...marks, mark(allowed === 'everybody')].join(' | ')} |`;
});
process.stdout.write(`${[head, ...rows].join('\n')}\n`);
