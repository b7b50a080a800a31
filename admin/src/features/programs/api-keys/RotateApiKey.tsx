import { type ApiKey, SUGGESTED_OVERLAP_HOURS } from '../../../../../shared/contracts/api-keys';
import type { User } from '../../../../../shared/contracts/users';
import { useRotateApiKeyMutation } from '../../../api/api-keys';
import type { DialogProps } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { HintedInput } from '../../../components/HintedInput';
import { useSubmit } from '../../../components/use-submit';
import { useTranslation } from '../../../translations/use-translation';

import type { MadeKey } from './NewApiKey';

type Values = { overlapHours: number | null };
type Props = DialogProps & {
  user: User;
  apiKey: ApiKey;
  onMade: (made: MadeKey) => void;
};

export const RotateApiKey = ({ user, apiKey, onMade, ...dialog }: Props) => {
  const t = useTranslation();
  const [rotate] = useRotateApiKeyMutation();

  const submit = useSubmit({
    send: ({ overlapHours }: Values) =>
      rotate({ user: user.id, key: apiKey.id, body: { overlapHours: overlapHours ?? 0 } }),
    onDone: ({ data }) => onMade(data),
  });

  return (
    <FormModal<Values>
      {...dialog}
      title={t('api-key.rotate.title', { description: apiKey.description })}
      text={t('api-key.rotate.text')}
      submitLabel={t('api-key.rotate')}
      initialValues={{ overlapHours: SUGGESTED_OVERLAP_HOURS }}
      onSubmit={submit}
    >
      <HintedInput type="integer" name="overlapHours" of="api-key.overlap" />
    </FormModal>
  );
};
