import type { RoleGroup } from '../../../../../shared/contracts/role-groups';
import { useDeleteRoleGroupMutation } from '../../../api/role-groups';
import { AskFirst } from '../../../components/AskFirst';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';

type Props = { group: RoleGroup; opener: HTMLElement | null; onClose: () => void };

export const DeleteRoleGroup = ({ group: { id, name, userCount }, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const [remove, { isLoading }] = useDeleteRoleGroupMutation();

  const confirm = async () => {
    const result = await remove(id);
    if ('error' in result) failed(result.error);
    else succeeded('role-groups.deleted', { name });
    onClose();
  };

  return (
    <AskFirst
      title={t('role-groups.delete.title', { name })}
      confirmLabel={t('role-groups.delete')}
      isDangerous
      isBusy={isLoading}
      opener={opener}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('role-groups.delete.text', { count: userCount })}
    </AskFirst>
  );
};
