import type { User } from '../../../../../../shared/contracts/users';
import { type UserActionRequest, useActOnUserMutation, useDeleteUserMutation } from '../../../../api/users';
import { refusalOf } from '../../../../api/refusal';
import { useFeedback } from '../../../../components/use-feedback';
import { useMailFeedback } from '../use-mail-feedback';
import { type RepeatableAction, useWasAlready } from './use-was-already';
import { nameOf } from '../../../../components/user/user-names';

type Request = UserActionRequest | { id: number; action: 'delete' };

/** Does something to a user and reports the result. Returns the error, or undefined on success. */
export const useUserAction = (user: User) => {
  const [act, acting] = useActOnUserMutation();
  const [remove, removing] = useDeleteUserMutation();
  const { succeeded, informed } = useFeedback();
  const wasAlready = useWasAlready(user);
  const hasLeft = useMailFeedback();

  const run = async (request: Request): Promise<unknown> => {
    const result = request.action === 'delete' ? await remove(request.id) : await act(request);
    if ('error' in result) {
      if (request.action !== 'delete' || refusalOf(result.error).code !== 'NOT_FOUND') return result.error;
      informed('action.delete.already', { name: nameOf(user) });
      return undefined;
    }
    const { meta } = result.data;
    if (meta && 'already' in meta) {
      // Only these actions answer this way.
      wasAlready(request.action as RepeatableAction, meta.already);
      return undefined;
    }
    const mail = meta && 'mail' in meta ? meta.mail : null;
    if (hasLeft(mail, user.email))
      succeeded(`action.${request.action}.done`, { name: nameOf(user), email: user.email });
    return undefined;
  };

  return { run, isBusy: acting.isLoading || removing.isLoading };
};
