import { type ReactNode, useState } from 'react';

import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { Form, type FormProps } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';
import { focusFirstField, returnFocusTo } from './dialog-focus';

type Props<Values extends object> = {
  title: string;
  /** What will happen, and to whom. */
  text?: string;
  submitLabel: string;
  isDangerous?: boolean;
  initialValues: Values;
  onSubmit: NonNullable<FormProps<Values>['onSubmit']>;
  opener: HTMLElement | null;
  onClose: () => void;
  children: ReactNode;
};

/** A form in a modal, with its buttons. */
export const FormModal = <Values extends object>(props: Props<Values>) => {
  const {
    title,
    text,
    submitLabel,
    isDangerous = false,
    initialValues,
    onSubmit,
    opener,
    onClose,
    children,
  } = props;
  const t = useTranslation();
  // What is behind the dialog may change while it is open.
  const [begun] = useState(initialValues);
  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content
        onOpenAutoFocus={focusFirstField}
        onCloseAutoFocus={returnFocusTo(opener)}
        aria-describedby={undefined}
      >
        <Form<Values> method="POST" initialValues={begun} onSubmit={onSubmit}>
          {({ isSubmitting }) => (
            <>
              <Modal.Header closeLabel={t('close')}>
                <Modal.Title>{title}</Modal.Title>
              </Modal.Header>
              <Modal.Body>
                <Flex direction="column" alignItems="stretch" gap={4}>
                  {text && (
                    <Box>
                      <Typography>{text}</Typography>
                    </Box>
                  )}
                  {children}
                </Flex>
              </Modal.Body>
              <Modal.Footer>
                <Button variant="tertiary" onClick={onClose}>
                  {t('cancel')}
                </Button>
                <Button type="submit" variant={isDangerous ? 'danger' : 'default'} loading={isSubmitting}>
                  {submitLabel}
                </Button>
              </Modal.Footer>
            </>
          )}
        </Form>
      </Modal.Content>
    </Modal.Root>
  );
};
