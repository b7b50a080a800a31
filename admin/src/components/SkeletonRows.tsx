import { Box, Tbody, Td, Tr, VisuallyHidden } from '@strapi/design-system';
import { keyframes, styled } from 'styled-components';

import { useTranslation } from '../translations/use-translation';

/** Placeholder rows for a table that is still loading. */
export const SkeletonRows = ({ rows, columns }: { rows: number; columns: number }) => {
  const t = useTranslation();
  return (
    <Tbody>
      {numbers(rows).map((row) => (
        <Tr key={row}>
          {numbers(columns).map((column) => (
            <Td key={column}>
              {row === 0 && column === 0 && <VisuallyHidden>{t('loading')}</VisuallyHidden>}
              <Bar aria-hidden style={{ width: `${[9, 6, 7, 11][(row + column) % 4]}rem` }} />
            </Td>
          ))}
        </Tr>
      ))}
    </Tbody>
  );
};

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

const pulse = keyframes`
  50% { opacity: 0.4; }
`;
const Bar = styled(Box)`
  height: 1.2rem;
  max-width: 100%;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral150};

  @media (prefers-reduced-motion: no-preference) {
    animation: ${pulse} 1.6s ease-in-out infinite;
  }
`;
