import { type FormProps, InputRenderer } from '@strapi/strapi/admin';

import type { SavedView } from '../../../../../../shared/contracts/saved-views';
import {
  type NewSavedView,
  useCreateSavedViewMutation,
  useUpdateSavedViewMutation,
} from '../../../../api/saved-views';
import { FormModal } from '../../../../components/FormModal';
import { useCan } from '../../../../components/PermissionsProvider';
import { useFeedback } from '../../../../components/use-feedback';
import { useRefusal } from '../../../../components/use-refusal';
import { useTranslation } from '../../../../translations/use-translation';

type Values = { name: string; isShared: boolean };
type Props = {
  /** The view that gets another name; a new one is made where there is none. */
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
  const refuse = useRefusal();
  const [create] = useCreateSavedViewMutation();
  const [update] = useUpdateSavedViewMutation();

  const save: NonNullable<FormProps<Values>['onSubmit']> = async ({ name, isShared }, helpers) => {
    try {
      const { data } = renamed
        ? await update({ id: renamed.id, body: { name } }).unwrap()
        : await create({ ...now, name, isShared }).unwrap();
      succeeded('views.saved', { name: data.name });
      onClose();
      onSaved?.(data);
    } catch (error) {
      refuse(error, { name, isShared }, helpers);
    }
  };

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
