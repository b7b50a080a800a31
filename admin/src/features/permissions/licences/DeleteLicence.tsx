import type { Licence } from '../../../../../shared/contracts/licences';
import { useDeleteLicenceMutation } from '../../../api/licences';
import { AskFirst } from '../../../components/AskFirst';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';

type Props = { licence: Licence; opener: HTMLElement | null; onClose: () => void };

export const DeleteLicence = ({ licence: { id, name }, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const [remove, { isLoading }] = useDeleteLicenceMutation();

  const confirm = async () => {
    const result = await remove(id);
    if ('error' in result) failed(result.error);
    else succeeded('licences.deleted', { name });
    onClose();
  };

  return (
    <AskFirst
      title={t('licences.delete.title', { name })}
      confirmLabel={t('licences.delete')}
      isDangerous
      isBusy={isLoading}
      opener={opener}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('licences.delete.text')}
    </AskFirst>
  );
};
