import type { InvariantView } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { findBrokenLinks } from '../audit/index.js';

const shown = 20;

/** I12, the one that SQL cannot compute: the chain of audited actions is whole. */
export async function checkAuditChain(manager: Pick<EntityManager, 'query'>): Promise<InvariantView> {
  const broken = await findBrokenLinks(manager);
  return {
    id: 'I12',
    sentence:
      'The audit log is as it was written: every entry has the digest of itself and of the one before it.',
    violations: broken.length,
    examples: broken.slice(0, shown).map(({ id, action }) => ({
      subject: `audit entry ${id}`,
      detail: `(${action}) was changed, or the entry before it was removed`,
    })),
  };
}
