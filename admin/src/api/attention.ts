import { getAttention } from '../../../shared/contracts/attention';
import { ask } from './ask';
import { listOf } from './gatehouse-api';

export const useAttentionQuery = ask(getAttention, [listOf('GatehouseUser')]);
