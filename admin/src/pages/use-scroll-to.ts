import { useEffect, useRef } from 'react';

import { useLocation } from 'react-router-dom';

/** As long as what stands above may still be loading. */
const SETTLES_MS = 3000;
const OWN_SCROLLING = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** Brings a part of the container into view and the focus to it, also while others above it grow. */
export const useScrollTo = (part: string | undefined) => {
  const container = useRef<HTMLDivElement>(null);
  const { key } = useLocation();
  useEffect(() => {
    const element = part && container.current?.querySelector<HTMLElement>(`[data-part="${part}"]`);
    if (!element || !container.current) return undefined;
    const scroll = () => element.scrollIntoView();
    element.focus({ preventScroll: true });
    scroll();
    const observer = new ResizeObserver(scroll);
    observer.observe(container.current);
    const stop = () => {
      observer.disconnect();
      clearTimeout(timer);
      for (const kind of OWN_SCROLLING) window.removeEventListener(kind, stop);
    };
    const timer = setTimeout(stop, SETTLES_MS);
    for (const kind of OWN_SCROLLING) window.addEventListener(kind, stop, { passive: true });
    return stop;
  }, [part, key]);
  return container;
};
