import { type ReactNode, useEffect, useRef, useState } from 'react';

import { css, styled } from 'styled-components';

/** The space that Strapi's table leaves at both sides, which scrolls away with the columns. */
const SIDE = '2.4rem';
/** Of the column of checkboxes. */
const TICKS = '4rem';
const HEADER_COMES_MS = 100;

/**
 * A dense table whose header stays in view however far the page is scrolled, and whose first and last columns
 * do however far the columns are.
 */
export const StickyTable = ({ hasTicks, children }: { hasTicks: boolean; children: ReactNode }) => {
  const { box, isWide } = useStickyHead();
  return (
    <Box ref={box} $isWide={isWide} $hasTicks={hasTicks}>
      {children}
    </Box>
  );
};

/**
 * A table that is wider than the page scrolls in a box of its own, out of which nothing can stick to the page:
 * there, the header is moved instead.
 */
const useStickyHead = () => {
  const box = useRef<HTMLDivElement>(null);
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const table = box.current?.querySelector('table');
    const scroller = box.current?.closest<HTMLElement>('[data-strapi-main-content]');
    if (!table || !scroller) return undefined;
    const place = () => {
      // When scrolled, Strapi lays the page's header over the top.
      const bar = document.querySelector('[data-strapi-header-sticky]')?.getBoundingClientRect();
      const top = scroller.getBoundingClientRect().top;
      const above = Math.max((bar?.bottom ?? 0) - top, 0);
      const { top: start, height } = table.getBoundingClientRect();
      const most = height - (table.tHead?.offsetHeight ?? 0);
      table.style.setProperty('--head-top', `${above}px`);
      table.style.setProperty('--head-shift', `${Math.min(Math.max(top + above - start, 0), most)}px`);
    };
    const measure = () => {
      const parent = table.parentElement as HTMLElement;
      setWide(
        table.offsetWidth > parent.clientWidth - 2 * parseFloat(getComputedStyle(parent).paddingLeft) + 1,
      );
      place();
    };
    let timer: ReturnType<typeof setTimeout>;
    // Strapi's header comes a moment after the page was scrolled.
    const follow = () => {
      place();
      clearTimeout(timer);
      timer = setTimeout(place, HEADER_COMES_MS);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(table);
    observer.observe(scroller);
    scroller.addEventListener('scroll', follow, { passive: true });
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      scroller.removeEventListener('scroll', follow);
    };
  }, []);
  return { box, isWide };
};

type Look = { $isWide: boolean; $hasTicks: boolean };

const edge = css`
  position: sticky;
  z-index: 1;
  background: inherit;
`;

const Box = styled.div<Look>`
  /* Strapi's own boxes cut off what leaves them, and would be what the header sticks to. */
  ${({ $isWide }) =>
    !$isWide &&
    css`
      & > div,
      & > div > div,
      & > div > div > div:has(> table) {
        overflow: visible;
      }
    `}

  table tr {
    background: ${({ theme }) => theme.colors.neutral0};
  }
  table tbody tr:is(:hover, :focus-within) {
    background: ${({ theme }) => theme.colors.primary100};
  }
  table :is(td, th) {
    padding: 0.4rem ${({ theme }) => theme.spaces[2]};
  }
  table td {
    height: 4.8rem;
    max-width: 26rem;
  }
  table th {
    height: 4rem;
  }

  thead {
    position: relative;
    z-index: 2;
    ${({ $isWide }) =>
      $isWide
        ? css`
            transform: translateY(var(--head-shift, 0));
          `
        : css`
            position: sticky;
            top: var(--head-top, 0);
          `}
  }
  thead tr {
    box-shadow: 0 1px 0 ${({ theme }) => theme.colors.neutral150};
  }

  ${({ theme }) => theme.breakpoints.medium} {
    ${({ $hasTicks }) =>
      $hasTicks &&
      css`
        table :is(td, th):first-of-type {
          ${edge}
          left: -${SIDE};
          min-width: ${TICKS};
          width: ${TICKS};
        }
      `}
    table :is(td, th):nth-of-type(${({ $hasTicks }) => ($hasTicks ? 2 : 1)}) {
      ${edge}
      left: ${({ $hasTicks }) => ($hasTicks ? `calc(${TICKS} - ${SIDE})` : `-${SIDE}`)};
      ${({ $isWide, theme }) => $isWide && `box-shadow: inset -1px 0 0 ${theme.colors.neutral200};`}
    }
    table :is(td, th):last-of-type {
      ${edge}
      right: -${SIDE};
      ${({ $isWide, theme }) => $isWide && `box-shadow: inset 1px 0 0 ${theme.colors.neutral200};`}
    }
  }
`;
