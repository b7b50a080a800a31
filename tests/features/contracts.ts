import * as exported from '../../shared/contracts';
import type { Contract } from '../../shared/contracts';

const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' &&
  value !== null &&
  'method' in value &&
  'path' in value &&
  'permissions' in value;

/** Every route there is, by the name of its contract: a new one is tested without being listed. */
export const contracts: [name: string, contract: Contract][] = Object.entries(exported).flatMap(
  ([name, value]) => (isContract(value) ? [[name, value] as [string, Contract]] : []),
);
