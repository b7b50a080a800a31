import { InputRenderer } from '@strapi/strapi/admin';

import type { SavedView } from '../../../../../../shared/contracts/saved-views';
import {
  type NewSavedView,
  useCreateSavedViewMutation,
  useUpdateSavedViewMutation,
} from '../../../../api/saved-views';
import { FormModal } from '../../../../components/FormModal';
import { useCan } from '../../../../components/PermissionsProvider';
import { useFeedback } from '../../../../components/use-feedback';
import { useSubmit } from '../../../../components/use-submit';
import { useTranslation } from '../../../../translations/use-translation';

type Values = { name: string; isShared: boolean };
type Props = {
  /** The view to rename; without it, a new one is created. */
  renamed?: SavedView;
  now: Pick<NewSavedView, 'columns' | 'query'>;
  opener: HTMLElement | null;
  onSaved?: (view: SavedView) => void;
  onClose: () => void;
};

export const ViewForm = ({ renamed, now, opener, onSaved, onClose }: Props) => {
  const t = useTranslation();
  const can = useCan();
  const { succeeded } = useFeedback();
  const [create] = useCreateSavedViewMutation();
  const [update] = useUpdateSavedViewMutation();

  const save = useSubmit({
    send: ({ name, isShared }: Values) =>
      renamed ? update({ id: renamed.id, body: { name } }) : create({ ...now, name, isShared }),
    onDone: ({ data }) => {
      succeeded('views.saved', { name: data.name });
      onClose();
      onSaved?.(data);
    },
  });

  return (
    <FormModal<Values>
      title={t(renamed ? 'views.rename' : 'views.create')}
      text={renamed ? undefined : t('views.create.text')}
      submitLabel={t('save')}
      initialValues={{ name: renamed?.name ?? '', isShared: false }}
      onSubmit={save}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer type="string" name="name" label={t('views.name')} required />
      {!renamed && can('saved-views.share') && (
        <InputRenderer
          type="boolean"
          name="isShared"
          label={t('views.isShared')}
          hint={t('views.isShared.hint')}
        />
      )}
    </FormModal>
  );
};
