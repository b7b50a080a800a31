import { useState } from 'react';

import { Box, Button, Flex, Modal, Radio, Typography } from '@strapi/design-system';

import type { Account } from '../../../../../shared/contracts/accounts';
import { useUpdateAccountMutation } from '../../../api/accounts';
import { returnFocusTo } from '../../../components/dialog-focus';
import { SearchField } from '../../../components/SearchField';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { AccountTree } from './AccountTree';
import type { Forest } from '../../../components/tree-rows';

type Props = { account: Account; forest: Forest; opener: HTMLElement | null; onClose: () => void };

/** The same as dragging, but also by keyboard. */
export const MoveAccount = ({ account, forest, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const [update, { isLoading }] = useUpdateAccountMutation();
  const [search, setSearch] = useState('');
  const [parent, setParent] = useState<number | null>(account.parent);

  const move = async () => {
    const result = await update({ id: account.id, body: { parent } });
    if ('error' in result) return failed(result.error);
    succeeded('accounts.moved', { name: account.name });
    onClose();
  };

  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content onCloseAutoFocus={returnFocusTo(opener)} aria-describedby={undefined}>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('accounts.move.title', { name: account.name })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>{t('accounts.move.text')}</Typography>
            <SearchField
              label={t('accounts.search')}
              placeholder={t('accounts.search.hint')}
              value={search}
              onChange={setSearch}
            />
            <Radio.Group
              aria-label={t('accounts.move.top')}
              value={parent === null ? 'top' : ''}
              onValueChange={() => setParent(null)}
            >
              <Radio.Item value="top">{t('accounts.move.top')}</Radio.Item>
            </Radio.Group>
            <Box maxHeight="40vh" overflow="auto">
              <AccountTree
                label={t('accounts.move.where')}
                forest={forest}
                search={search}
                without={account.id}
                ticked={new Set(parent === null ? [] : [parent])}
                isSingle
                onTick={setParent}
              />
            </Box>
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={parent === account.parent} loading={isLoading} onClick={() => void move()}>
            {t('accounts.move.do')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
