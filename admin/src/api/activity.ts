import { exportActivity, listActivity } from '../../../shared/contracts/log';
import { ask } from './ask';
import type { ArgsOf } from './contract-args';
import { downloadOf } from './download';
import { listOf } from './gatehouse-api';

export type ActivityQuery = ArgsOf<typeof listActivity>;
export type ActivityFilters = NonNullable<ActivityQuery['filters']>;

export const useActivityQuery = ask(listActivity, [listOf('GatehouseLog')]);

/** The entries that match the filters, as a CSV file. */
export const downloadActivity = (filters: ActivityFilters) => downloadOf(exportActivity, { filters });
