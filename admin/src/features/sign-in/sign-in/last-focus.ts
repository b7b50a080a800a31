let last: HTMLElement | null = null;

/** The last focused element. Strapi disables a pressed button at once, which takes its focus away. */
export const lastFocused = () => last;
export const followFocus = () =>
  document.addEventListener('focusin', ({ target }) => {
    last = target as HTMLElement;
  });

/** A few seconds' worth of frames. */
const FRAMES = 300;

/**
 * For a dialog's `onCloseAutoFocus`: back to `opener` as soon as it is enabled again, or to the page if it is
 * gone; unless something else takes the focus meanwhile.
 */
export const returnFocusOnceEnabled = (opener: HTMLElement | null) => async (event: Event) => {
  event.preventDefault();
  const isNobodys = () => document.activeElement === document.body;
  for (let frame = 0; frame < FRAMES && opener?.isConnected && isNobodys(); frame++) {
    opener.focus();
    await new Promise(requestAnimationFrame);
  }
  if (isNobodys()) document.querySelector('main')?.focus();
};
