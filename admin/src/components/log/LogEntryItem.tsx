import type { ReactNode } from 'react';

import { Flex, Typography } from '@strapi/design-system';

import type { LogEntry } from '../../../../shared/contracts/log';
import { LinedItem } from '../LinedItem';
import { LocalTime } from '../LocalTime';
import { useTranslation } from '../../translations/use-translation';
import { actionId } from './actions';
import { ChangeList } from './ChangeList';

/** Who did what, when and from where; and to what, unless the whole list is about that. */
export const LogEntryItem = ({ entry, about }: { entry: LogEntry; about?: ReactNode }) => {
  const t = useTranslation();
  const { actor, action, changes, text, ip, createdAt } = entry;
  const id = actionId(action);
  return (
    <LinedItem padding={4}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <Typography fontWeight="semiBold">
            {id ? t(id, { actor: actor.name }) : t('log.other', { actor: actor.name, action })}
          </Typography>
          <Flex gap={2}>
            <LocalTime value={createdAt} textColor="neutral600" />
            {ip && <Typography textColor="neutral600">{t('log.from', { ip })}</Typography>}
          </Flex>
        </Flex>
        {about}
        {text && <Typography style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Typography>}
        {changes && <ChangeList changes={changes} />}
      </Flex>
    </LinedItem>
  );
};
