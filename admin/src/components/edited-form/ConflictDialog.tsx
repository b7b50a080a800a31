import { Button, Flex, Modal, Typography } from '@strapi/design-system';

import type { User } from '../../../../shared/contracts/users';
import { useLogQuery } from '../../api/log';
import { returnFocusTo } from '../dialog-focus';
import { useCan } from '../PermissionsProvider';
import type { Changes } from './changes';
import { useTranslation } from '../../translations/use-translation';
import { ChangeList } from '../log/ChangeList';
import { nameOf } from '../user/user-names';

type Props = { user: User; changes: Changes; onLoad: () => void; onKeep: () => void };

/** Somebody saved the user while it was being edited here: who, what, and which version to keep. */
export const ConflictDialog = ({ user, changes, onLoad, onKeep }: Props) => {
  const t = useTranslation();
  const canSeeLog = useCan()('log.read');
  const { data: log } = useLogQuery({ id: user.id, pageSize: '1' }, { skip: !canSeeLog });
  const by = log?.data[0]?.actor.name ?? t('conflict.somebody');
  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onKeep()}>
      <Modal.Content onCloseAutoFocus={returnFocusTo(null)} aria-describedby={undefined}>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('conflict.title', { name: nameOf(user) })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>{t('conflict.text', { by })}</Typography>
            <ChangeList changes={changes} />
            <Typography textColor="neutral600">{t('conflict.choice')}</Typography>
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onLoad}>
            {t('conflict.load')}
          </Button>
          <Button onClick={onKeep}>{t('conflict.keep')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
