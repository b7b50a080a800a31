import { explainAccess } from '../../../shared/contracts/access';
import { tell } from './ask';
import type { ArgsOf } from './contract-args';
import type { Answer } from './gatehouse-api';

export type AccessQuestion = ArgsOf<typeof explainAccess>;
export type AccessAnswer = Answer<typeof explainAccess>['data'];

export const useExplainAccessMutation = tell(explainAccess);
