import type { ReactNode } from 'react';

import { Button, Dialog, Flex } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';

import { useTranslation } from '../translations/use-translation';
import { returnFocusTo } from './dialog-focus';

type Props = {
  title: string;
  /** What will happen, and to whom. */
  children: ReactNode;
  /** Further options. */
  choice?: ReactNode;
  confirmLabel: string;
  isDangerous?: boolean;
  /** It cannot be done, as `children` say. */
  isImpossible?: boolean;
  isBusy: boolean;
  opener: HTMLElement | null;
  onConfirm: () => unknown;
  onClose: () => void;
};

/** Asks before something is done. Stays open until it is done, so that a refusal loses no input. */
export const AskFirst = (props: Props) => {
  const {
    title,
    children,
    choice,
    confirmLabel,
    isDangerous = false,
    isImpossible = false,
    isBusy,
    opener,
    onConfirm,
    onClose,
  } = props;
  const t = useTranslation();
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Content onCloseAutoFocus={returnFocusTo(opener)}>
        <Dialog.Header>{title}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" gap={3}>
            <WarningCircle width="2.4rem" height="2.4rem" fill={isDangerous ? 'danger600' : 'primary600'} />
            <Dialog.Description textAlign="center">{children}</Dialog.Description>
            {choice}
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {t('cancel')}
            </Button>
          </Dialog.Cancel>
          <Button
            fullWidth
            variant={isDangerous ? 'danger-light' : 'default'}
            loading={isBusy}
            disabled={isImpossible}
            onClick={() => void onConfirm()}
          >
            {confirmLabel}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
