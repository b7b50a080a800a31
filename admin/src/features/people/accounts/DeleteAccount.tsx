import type { Account } from '../../../../../shared/contracts/accounts';
import { useDeleteAccountMutation } from '../../../api/accounts';
import { AskFirst } from '../../../components/AskFirst';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';

type Props = { account: Account; opener: HTMLElement | null; onClose: () => void };

/** Asks before an account goes. One that is not empty stays, and the server says so. */
export const DeleteAccount = ({ account: { id, name }, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const [remove, { isLoading }] = useDeleteAccountMutation();

  const confirm = async () => {
    const result = await remove(id);
    if ('error' in result) failed(result.error);
    else succeeded('accounts.deleted', { name });
    onClose();
  };

  return (
    <AskFirst
      title={t('accounts.delete.title', { name })}
      confirmLabel={t('accounts.delete')}
      isDangerous
      isBusy={isLoading}
      opener={opener}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('accounts.delete.text', { name })}
    </AskFirst>
  );
};
