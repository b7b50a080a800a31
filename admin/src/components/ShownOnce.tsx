import type { ReactNode } from 'react';

import { Button, Modal } from '@strapi/design-system';

import { type DialogProps, returnFocusTo } from './dialog-focus';

type Props = DialogProps & { title: string; closeLabel: string; children: ReactNode };

/** Shown only once. Closes only by its button, so that no stray click loses it. */
export const ShownOnce = ({ title, closeLabel, opener, onClose, children }: Props) => (
  <Modal.Root open>
    <Modal.Content onCloseAutoFocus={returnFocusTo(opener)} aria-describedby={undefined}>
      <Modal.Header>
        <Modal.Title>{title}</Modal.Title>
      </Modal.Header>
      <Modal.Body>{children}</Modal.Body>
      <Modal.Footer justifyContent="flex-end">
        <Button onClick={onClose}>{closeLabel}</Button>
      </Modal.Footer>
    </Modal.Content>
  </Modal.Root>
);
