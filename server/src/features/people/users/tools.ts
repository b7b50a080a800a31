import type { Already, User } from '../../../../../shared/contracts/users';
import type { LogAction } from '../../../../../shared/log/actions';
import type { Transition, TransitionFacts } from '../../../domain/transitions';
import type { Actor } from '../../../platform/actor';
import type { Guards } from './guards';
import type { UserStore, UserValues } from './store';
import type { StoredUser } from './user-row';

/** What the parts of the service have in common. */
export type UserTools = {
  store: UserStore;
  guards: Guards;
  answer: (id: number) => Promise<{ data: User }>;
  /** Holds the entry until the transaction ends. */
  findForUpdate: (id: number) => Promise<StoredUser>;
  save: (
    before: StoredUser,
    given: Partial<TransitionFacts> & UserValues,
    how?: { isChange?: boolean },
  ) => Promise<StoredUser>;
  act: (
    id: number,
    step: Transition,
    actor: Actor,
    said?: { reason?: string | null; loggedAs?: LogAction },
  ) => Promise<{ data: User; meta?: { already: Already } }>;
};
