import { Box } from '@strapi/design-system';
import { createPortal } from 'react-dom';
import { styled } from 'styled-components';

/** Over all that is there, open dialogs, lists and notifications too, and beneath the step (`StepModal`). */
const Cover = styled(Box)`
  position: fixed;
  inset: 0;
  z-index: ${({ theme }) => theme.zIndices.notification + 1};
  pointer-events: auto;
  background: ${({ theme }) => theme.colors.neutral100};

  @supports (backdrop-filter: blur(1px)) {
    background: none;
    backdrop-filter: blur(2rem);
  }
`;

/** What was on the page stays, and nobody reads it, while it is open who comes back to it. */
export const PageCover = () => createPortal(<Cover aria-hidden data-gatehouse="cover" />, document.body);
