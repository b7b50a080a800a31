import { type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import { type ApiKey, SUGGESTED_OVERLAP_HOURS } from '../../../../../shared/contracts/api-keys';
import type { User } from '../../../../../shared/contracts/users';
import { useRotateApiKeyMutation } from '../../../api/api-keys';
import { FormModal } from '../../../components/FormModal';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';

type Values = { overlapHours: number | null };
type Props = {
  user: User;
  apiKey: ApiKey;
  opener: HTMLElement;
  onMade: (secret: string) => void;
  onClose: () => void;
};

export const RotateApiKey = ({ user, apiKey, opener, onMade, onClose }: Props) => {
  const t = useTranslation();
  const showRefusal = useRefusal();
  const [rotate] = useRotateApiKeyMutation();

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    const body = { overlapHours: values.overlapHours ?? 0 };
    const result = await rotate({ user: user.id, key: apiKey.id, body });
    if ('error' in result) return showRefusal(result.error, values, helpers);
    onMade(result.data.data.key);
  };

  return (
    <FormModal<Values>
      title={t('api-key.rotate.title', { description: apiKey.description })}
      text={t('api-key.rotate.text')}
      submitLabel={t('api-key.rotate')}
      initialValues={{ overlapHours: SUGGESTED_OVERLAP_HOURS }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer
        type="integer"
        name="overlapHours"
        label={t('api-key.overlap')}
        hint={t('api-key.overlap.hint')}
      />
    </FormModal>
  );
};
