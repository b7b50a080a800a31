import { bulkUsers, previewBulk } from '../../../shared/contracts/bulk';
import { getJob } from '../../../shared/contracts/jobs';
import { ask, tell } from './ask';
import type { ArgsOf } from './contract-args';
import { listOf } from './gatehouse-api';

export type BulkBody = ArgsOf<typeof bulkUsers>;

export const useBulkUsersMutation = tell(bulkUsers, [listOf('GatehouseUser'), 'GatehouseLog']);
/** A query, although it is sent as a POST: it changes nothing. */
export const usePreviewBulkQuery = ask(previewBulk, [], { keepUnusedDataFor: 0 });
export const useJobQuery = ask(getJob);
