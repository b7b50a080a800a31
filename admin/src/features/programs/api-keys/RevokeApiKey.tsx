import type { ApiKey } from '../../../../../shared/contracts/api-keys';
import type { User } from '../../../../../shared/contracts/users';
import { useRevokeApiKeyMutation } from '../../../api/api-keys';
import { AskFirst } from '../../../components/AskFirst';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../../../components/user/user-names';

type Props = { user: User; apiKey: ApiKey; opener: HTMLElement; onClose: () => void };

export const RevokeApiKey = ({ user, apiKey, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const [revoke, { isLoading }] = useRevokeApiKeyMutation();
  const named = { description: apiKey.description, name: nameOf(user) };

  const confirm = async () => {
    const result = await revoke({ user: user.id, key: apiKey.id });
    if ('error' in result) failed(result.error);
    else succeeded('api-key.revoked', named);
    onClose();
  };

  return (
    <AskFirst
      title={t('api-key.revoke.title', named)}
      confirmLabel={t('api-key.revoke')}
      isDangerous
      isBusy={isLoading}
      opener={opener}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('api-key.revoke.text', named)}
    </AskFirst>
  );
};
