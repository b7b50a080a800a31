import { Button, Flex, Modal, Status, Typography } from '@strapi/design-system';

import type { inviteUsers } from '../../../../../shared/contracts/users';
import type { Answer } from '../../../api/gatehouse-api';
import { isCode } from '../../../api/refusal';
import { returnFocusTo } from '../../../components/dialog-focus';
import { useTranslation } from '../../../translations/use-translation';

export type Invited = Answer<typeof inviteUsers>['data'][number];

/** The result for each address. */
export const InviteOutcome = ({
  results,
  opener,
  onClose,
}: {
  results: readonly Invited[];
  opener: HTMLElement | null;
  onClose: () => void;
}) => {
  const t = useTranslation();
  const outcomeOf = ({ code, message, mail }: Invited) => {
    if (code) return { isGood: false, text: isCode(code) ? t(`error.${code}`) : (message ?? '') };
    if (mail?.status === 'sent') return { isGood: true, text: t('invite.sent') };
    return { isGood: false, text: t('invite.unsent', { error: mail?.error ?? '' }) };
  };
  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content onCloseAutoFocus={returnFocusTo(opener)} aria-describedby={undefined}>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>
            {t('invite.done', { count: results.filter(({ user }) => user !== null).length })}
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
            {results.map((result) => {
              const { isGood, text } = outcomeOf(result);
              return (
                <Flex key={result.email} tag="li" gap={3} justifyContent="space-between" wrap="wrap">
                  <Typography>{result.email}</Typography>
                  <Status variant={isGood ? 'success' : 'danger'} size="S">
                    <Typography tag="span" variant="omega">
                      {text}
                    </Typography>
                  </Status>
                </Flex>
              );
            })}
          </Flex>
        </Modal.Body>
        <Modal.Footer justifyContent="flex-end">
          <Button onClick={onClose}>{t('done')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
