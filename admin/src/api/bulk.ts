import { bulkUsers } from '../../../shared/contracts/bulk';
import { getJob } from '../../../shared/contracts/jobs';
import { ask, tell } from './ask';
import type { ArgsOf } from './contract-args';
import { listOf } from './gatehouse-api';

export type BulkBody = ArgsOf<typeof bulkUsers>;

export const useBulkUsersMutation = tell(bulkUsers, [listOf('GatehouseUser'), 'GatehouseLog']);
export const useJobQuery = ask(getJob);
