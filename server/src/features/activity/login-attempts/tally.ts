import { type OutcomeCounts } from '../../../../../shared/contracts/login-attempts';
import type { Strapi } from '../../../platform/strapi';
import { countInSlices, type Range, SUM_UP_AT_MOST } from './summary-store';

export const NONE: OutcomeCounts = { success: 0, failure: 0, challenge: 0 };

type Refused = { count: number; last: number };

/** The attempts of a range by quarters of an hour since `origin`, and those refused by the key of their address. */
export const tally = async (strapi: Strapi, filter: Range, origin: Date) => {
  const quarters = new Map<number, OutcomeCounts>();
  const refused = new Map<string, Refused>();
  let counted = 0;
  let oldest = Infinity;
  for await (const groups of countInSlices(strapi, filter, origin))
    for (const group of groups) {
      const { quarter, outcome, address, total } = group;
      counted += total;
      oldest = Math.min(oldest, group.oldest.getTime());
      const outcomes = quarters.get(quarter) ?? { ...NONE };
      quarters.set(quarter, outcomes);
      outcomes[outcome] += total;
      if (address === null) continue;
      const known = refused.get(address) ?? { count: 0, last: 0 };
      refused.set(address, known);
      known.count += total;
      known.last = Math.max(known.last, group.newest.getTime());
    }
  return {
    quarters,
    refused,
    /** Where only the newest were counted, the date of the oldest of these. */
    countedFrom: counted === SUM_UP_AT_MOST ? new Date(oldest) : null,
  };
};
