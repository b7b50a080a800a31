import {
  exportLoginAttempts,
  listLoginAttempts,
  summarizeLoginAttempts,
} from '../../../shared/contracts/login-attempts';
import { ask } from './ask';
import type { ArgsOf } from './contract-args';
import { downloadOf } from './download';
import { listOf } from './gatehouse-api';

export type LoginAttemptQuery = ArgsOf<typeof listLoginAttempts>;
export type LoginAttemptFilters = NonNullable<LoginAttemptQuery['filters']>;

const all = listOf('GatehouseLoginAttempt');

export const useLoginAttemptsQuery = ask(listLoginAttempts, [all]);
export const useLoginAttemptSummaryQuery = ask(summarizeLoginAttempts, [all]);

/** The attempts that match the filters, as a CSV file. */
export const downloadLoginAttempts = (filters: LoginAttemptFilters) =>
  downloadOf(exportLoginAttempts, { filters });
