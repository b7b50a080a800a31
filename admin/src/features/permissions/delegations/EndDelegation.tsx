import type { Delegation } from '../../../../../shared/contracts/delegations';
import type { User } from '../../../../../shared/contracts/users';
import { useDeleteDelegationMutation } from '../../../api/delegations';
import { AskFirst } from '../../../components/AskFirst';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../../../components/user/user-names';
import { subjectName } from './subject-name';

type Props = { user: User; delegation: Delegation; opener: HTMLElement; onClose: () => void };

export const EndDelegation = ({ user, delegation, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const [end, { isLoading }] = useDeleteDelegationMutation();
  const named = { name: nameOf(user), subject: subjectName(delegation) };

  const confirm = async () => {
    const result = await end(delegation.id);
    if ('error' in result) failed(result.error);
    else succeeded('delegation.ended', named);
    onClose();
  };

  return (
    <AskFirst
      title={t('delegation.end.title', named)}
      confirmLabel={t('delegation.end')}
      isDangerous
      isBusy={isLoading}
      opener={opener}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('delegation.end.text', named)}
    </AskFirst>
  );
};
