import { changeMyPassword, getMe, updateMe } from '../../../shared/contracts/me';
import { ask, tell } from './ask';
import { listOf } from './gatehouse-api';

export const useMeQuery = ask(getMe, ['GatehouseMe']);
export const useUpdateMeMutation = tell(updateMe, (_body, answer) =>
  answer
    ? [
        'GatehouseMe',
        'Me',
        listOf('GatehouseUser'),
        { type: 'GatehouseUser', id: answer.data.id },
        { type: 'GatehouseLog', id: answer.data.id },
      ]
    : [],
);
export const useChangeMyPasswordMutation = tell(changeMyPassword, (_body, answer) =>
  answer ? ['GatehouseMe', 'GatehouseSession', 'Sessions'] : [],
);
