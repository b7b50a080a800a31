import { Box, VisuallyHidden } from '@strapi/design-system';
import { keyframes, styled } from 'styled-components';

import { useTranslation } from '../translations/use-translation';

const breathe = keyframes`
  50% { opacity: 0.4; }
`;
const Place = styled(Box)`
  @media (prefers-reduced-motion: no-preference) {
    animation: ${breathe} 1.6s ease-in-out infinite;
  }
`;

/** A placeholder for what is still loading. */
export const Skeleton = ({ height }: { height: number }) => {
  const t = useTranslation();
  return (
    <Place background="neutral150" hasRadius width="100%" height={`${height}rem`} role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
    </Place>
  );
};
