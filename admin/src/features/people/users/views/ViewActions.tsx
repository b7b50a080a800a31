import { useRef, useState } from 'react';

import { Badge, Button, Flex, Menu } from '@strapi/design-system';
import { useAuth } from '@strapi/strapi/admin';

import type { UserColumnName } from '../../../../../../shared/users/fields';
import { useDeleteSavedViewMutation, useUpdateSavedViewMutation } from '../../../../api/saved-views';
import { AskFirst } from '../../../../components/AskFirst';
import { useCan } from '../../../../components/PermissionsProvider';
import { useFeedback } from '../../../../components/use-feedback';
import { useTranslation } from '../../../../translations/use-translation';
import type { ListState } from '../user-list-query';
import type { SavedViews } from './use-saved-views';
import { ViewForm } from './ViewForm';

type Props = {
  saved: SavedViews;
  /** What would be saved: the list as it is shown. */
  state: ListState;
  columns: readonly UserColumnName[];
  /** Whether there is anything to save while no view is open. */
  isFiltered: boolean;
};
type Open = 'create' | 'rename' | 'delete' | null;

/** What can be done with the view that is open, or with the list as it is. */
export const ViewActions = ({ saved, state, columns, isFiltered }: Props) => {
  const { active, isChanged, open } = saved;
  const t = useTranslation();
  const can = useCan();
  const { succeeded, failed } = useFeedback();
  const isSuperAdmin = useAuth('Gatehouse', ({ user }) =>
    Boolean(user?.roles?.some(({ code }) => code === 'strapi-super-admin')),
  );
  const [update, { isLoading: isSaving }] = useUpdateSavedViewMutation();
  const [remove, { isLoading: isDeleting }] = useDeleteSavedViewMutation();
  const trigger = useRef<HTMLButtonElement>(null);
  const [dialog, setDialog] = useState<Open>(null);

  const now = { columns: [...columns], query: state };
  // Only users who may share can change what others see.
  const mayChange = active?.isOwn && (!active.isShared || can('saved-views.share'));
  const change = async (body: Parameters<typeof update>[0]['body']) => {
    if (!active) return;
    try {
      const { data } = await update({ id: active.id, body }).unwrap();
      if (body.query) open(data, { replace: true });
      succeeded('views.saved', { name: data.name });
    } catch (error) {
      failed(error);
    }
  };
  const drop = async () => {
    if (!active) return;
    try {
      await remove(active.id).unwrap();
      setDialog(null);
      open(null, { replace: true });
      succeeded('views.deleted', { name: active.name });
    } catch (error) {
      failed(error);
    }
  };

  return (
    <Flex gap={2} wrap="wrap" marginLeft="auto">
      {isChanged && (
        <>
          <Badge>{t('views.changed')}</Badge>
          {mayChange && (
            <Button size="S" variant="secondary" loading={isSaving} onClick={() => void change(now)}>
              {t('save')}
            </Button>
          )}
          <Button size="S" variant="tertiary" onClick={() => active && open(active)}>
            {t('views.reset')}
          </Button>
        </>
      )}
      {active ? (
        <Menu.Root>
          <Menu.Trigger ref={trigger} variant="tertiary" size="S">
            {t('views.actions')}
          </Menu.Trigger>
          <Menu.Content popoverPlacement="bottom-end" maxHeight="none">
            <Menu.Item onSelect={() => setDialog('create')}>{t('views.create')}</Menu.Item>
            {mayChange && (
              <>
                <Menu.Item onSelect={() => void change(now)} disabled={!isChanged}>
                  {t('views.update')}
                </Menu.Item>
                <Menu.Item onSelect={() => setDialog('rename')}>{t('views.rename')}</Menu.Item>
              </>
            )}
            {active.isOwn && (active.isShared || can('saved-views.share')) && (
              <Menu.Item onSelect={() => void change({ isShared: !active.isShared })}>
                {t(active.isShared ? 'views.unshare' : 'views.share')}
              </Menu.Item>
            )}
            {(active.isOwn || isSuperAdmin) && (
              <>
                <Menu.Separator />
                <Menu.Item variant="danger" onSelect={() => setDialog('delete')}>
                  {t('views.delete')}
                </Menu.Item>
              </>
            )}
          </Menu.Content>
        </Menu.Root>
      ) : (
        isFiltered && (
          <Button ref={trigger} size="S" variant="tertiary" onClick={() => setDialog('create')}>
            {t('views.create')}
          </Button>
        )
      )}
      {dialog === 'create' && (
        <ViewForm now={now} opener={trigger.current} onClose={() => setDialog(null)} onSaved={open} />
      )}
      {dialog === 'rename' && active && (
        <ViewForm renamed={active} now={now} opener={trigger.current} onClose={() => setDialog(null)} />
      )}
      {dialog === 'delete' && active && (
        <AskFirst
          title={t('views.delete.title', { name: active.name })}
          confirmLabel={t('views.delete')}
          isDangerous
          isBusy={isDeleting}
          opener={trigger.current}
          onConfirm={drop}
          onClose={() => setDialog(null)}
        >
          {t(active.isShared ? 'views.delete.shared' : 'views.delete.text')}
        </AskFirst>
      )}
    </Flex>
  );
};
