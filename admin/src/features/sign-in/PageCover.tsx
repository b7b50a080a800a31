import { Box } from '@strapi/design-system';
import { createPortal } from 'react-dom';
import { styled } from 'styled-components';

/** Over all that is there, open dialogs too, and beneath the step that comes after it. */
const Cover = styled(Box)`
  position: fixed;
  inset: 0;
  z-index: ${({ theme }) => theme.zIndices.modal};
  background: ${({ theme }) => theme.colors.neutral100};

  @supports (backdrop-filter: blur(1px)) {
    background: none;
    backdrop-filter: blur(2rem);
  }
`;

/** What was on the page stays, and nobody reads it, while it is open who comes back to it. */
export const PageCover = () => createPortal(<Cover aria-hidden data-gatehouse="cover" />, document.body);
