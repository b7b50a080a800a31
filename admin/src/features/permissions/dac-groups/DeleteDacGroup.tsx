import type { DacGroup } from '../../../../../shared/contracts/dac-groups';
import { useDeleteDacGroupMutation } from '../../../api/dac-groups';
import { AskFirst } from '../../../components/AskFirst';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';

type Props = { group: DacGroup; opener: HTMLElement | null; onClose: () => void };

export const DeleteDacGroup = ({ group: { id, code }, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const [remove, { isLoading }] = useDeleteDacGroupMutation();

  const confirm = async () => {
    const result = await remove(id);
    if ('error' in result) failed(result.error);
    else succeeded('dac.deleted', { code });
    onClose();
  };

  return (
    <AskFirst
      title={t('dac.delete.title', { code })}
      confirmLabel={t('dac.delete')}
      isDangerous
      isBusy={isLoading}
      opener={opener}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('dac.delete.text')}
    </AskFirst>
  );
};
