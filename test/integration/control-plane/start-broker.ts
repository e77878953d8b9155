import { join } from 'node:path';
import { startNats, type Nats } from '../../../deploy/embedded/src/index.js';
import { entities } from '../../../services/control-plane/src/entities.js';
import { Authority } from '../../../services/control-plane/src/platform/authority/authority.js';
import { loadAuthoritySecrets } from '../../../services/control-plane/src/platform/authority/load-authority-secrets.js';
import { writeBrokerFiles } from '../../../services/control-plane/src/platform/broker/write-broker-files.js';
import { openDatabase } from '../../../services/control-plane/src/platform/database/open-database.js';

/** The broker of the farm whose database this is, with its files made the way a control plane makes them. */
export async function startBroker(databaseUrl: string, dataDirectory: string): Promise<Nats> {
  const dataSource = await openDatabase({ url: databaseUrl, poolSize: 4, entities });
  const directory = join(dataDirectory, 'nats', 'broker');
  try {
    const authority = new Authority(await loadAuthoritySecrets(dataSource, new Date()));
    await writeBrokerFiles(authority, directory);
  } finally {
    await dataSource.destroy();
  }
  return startNats({ dataDirectory, brokerFile: join(directory, 'broker.conf') });
}
