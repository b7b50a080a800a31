import type { ReactNode } from 'react';

import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { Form, type FormProps } from '@strapi/strapi/admin';

import { focusFirstField } from '../../components/dialog-focus';

type Props<Values extends object> = {
  title: string;
  text: string;
  /** What went wrong and is about none of the fields. */
  problem: string | null;
  submitLabel: string;
  leaveLabel: string;
  /** Without it there is no other way on than through the form. */
  onLeave: (() => void) | undefined;
  initialValues: Values;
  onSubmit: NonNullable<FormProps<Values>['onSubmit']>;
  children: ReactNode;
};

const stay = (event: Event) => event.preventDefault();

/** A form over the page that nothing goes past: no click beside it, and no key, puts it away. */
export const StepModal = <Values extends object>(props: Props<Values>) => {
  const { title, text, problem, submitLabel, leaveLabel, onLeave, initialValues, onSubmit, children } = props;
  return (
    <Modal.Root open>
      <Modal.Content
        onOpenAutoFocus={focusFirstField}
        onEscapeKeyDown={stay}
        onPointerDownOutside={stay}
        onInteractOutside={stay}
        aria-describedby={undefined}
      >
        <Form<Values> method="POST" initialValues={initialValues} onSubmit={onSubmit}>
          {({ isSubmitting }) => (
            <>
              {/* Not Modal.Header, which has a button that closes. */}
              <Box tag="header" padding={4} paddingLeft={5} paddingRight={5} background="neutral100">
                <Modal.Title>{title}</Modal.Title>
              </Box>
              <Modal.Body>
                <Flex direction="column" alignItems="stretch" gap={4}>
                  <Typography>{text}</Typography>
                  {problem && (
                    <Typography role="alert" textColor="danger600">
                      {problem}
                    </Typography>
                  )}
                  {children}
                </Flex>
              </Modal.Body>
              <Modal.Footer>
                <Box>
                  {onLeave && (
                    <Button variant="tertiary" onClick={onLeave}>
                      {leaveLabel}
                    </Button>
                  )}
                </Box>
                <Button type="submit" loading={isSubmitting}>
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
