import { type ReactNode, useId } from 'react';

import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { Form, type FormProps } from '@strapi/strapi/admin';
import { styled } from 'styled-components';

import { focusField, focusFirstField } from '../../../components/dialog-focus';
import { useIsInterrupted } from './steps';

type Props<Values extends object> = {
  title: string;
  text: string;
  /** A problem that is about none of the fields. */
  problem: string | null;
  submitLabel: string;
  leaveLabel: string;
  /** Without it, the form is the only way on. */
  onLeave: (() => void) | undefined;
  /** Without it, Escape does nothing. */
  onEscape?: () => void;
  onCloseAutoFocus?: (event: Event) => unknown;
  /** The field to focus, if not the first one. */
  firstField?: string;
  initialValues: Values;
  onSubmit: NonNullable<FormProps<Values>['onSubmit']>;
  children: ReactNode;
};

/** As wide as the card of the sign-in pages, to differ from Strapi's own dialog beneath. */
const Content = styled(Modal.Content)`
  max-width: 55.2rem;
`;

const stay = (event: Event) => event.preventDefault();

/** A form over the page that cannot be bypassed: neither clicks beside it nor keys close it by default. */
export const StepModal = <Values extends object>(props: Props<Values>) => {
  const { title, text, problem, submitLabel, leaveLabel, onLeave, initialValues, onSubmit, children } = props;
  const textId = useId();
  const isOverCover = useIsInterrupted();
  return (
    <Modal.Root open>
      <Content
        data-gatehouse={isOverCover ? 'over-cover' : undefined}
        onOpenAutoFocus={props.firstField ? focusField(props.firstField) : focusFirstField}
        onCloseAutoFocus={props.onCloseAutoFocus}
        onEscapeKeyDown={(event) => {
          stay(event);
          props.onEscape?.();
        }}
        onPointerDownOutside={stay}
        onInteractOutside={stay}
        aria-describedby={textId}
      >
        <Form<Values> method="POST" initialValues={initialValues} onSubmit={onSubmit}>
          {({ isSubmitting }) => (
            <>
              {/* Not Modal.Header, which has a close button. */}
              <Box tag="header" padding={4} paddingLeft={5} paddingRight={5} background="neutral100">
                <Modal.Title>{title}</Modal.Title>
              </Box>
              <Modal.Body>
                <Flex direction="column" alignItems="stretch" gap={4}>
                  <Typography id={textId}>{text}</Typography>
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
      </Content>
    </Modal.Root>
  );
};
