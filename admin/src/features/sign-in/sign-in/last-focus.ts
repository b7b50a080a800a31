let last: HTMLElement | null = null;

/** What had the focus last. A button that was pressed loses it as soon as Strapi disables it, which it does at once. */
export const lastFocused = () => last;
export const followFocus = () =>
  document.addEventListener('focusin', ({ target }) => {
    last = target as HTMLElement;
  });

/** Some seconds of frames. */
const FRAMES = 300;

/**
 * For a dialog's `onCloseAutoFocus`: back to where the focus was, as soon as that is enabled once more, or to the page
 * where it is gone; unless somebody else takes the focus meanwhile.
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
