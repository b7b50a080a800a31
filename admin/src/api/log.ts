import { addNote, listLog } from '../../../shared/contracts/log';
import { ask, tell } from './ask';

export const useLogQuery = ask(listLog, ({ id }) => [{ type: 'GatehouseLog', id }]);
export const useAddNoteMutation = tell(addNote, ({ id }) => [{ type: 'GatehouseLog', id }]);
