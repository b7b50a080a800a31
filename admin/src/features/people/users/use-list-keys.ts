import { useEffect } from 'react';

/** Where keys mean something else already: text is typed, or something lies above the page. */
const BUSY =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="combobox"], [role="tablist"]';

const searchField = () => document.querySelector<HTMLInputElement>('main input[name="search"]');

/**
 * The slash goes to the search, and the down arrow from there into the rows. Within the table, Strapi's own table moves
 * from cell to cell, and from row to row, with the arrows.
 */
export const useListKeys = () => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target as HTMLElement;
      const isBusy = target.closest(BUSY) !== null;
      if (event.key === '/' && !isBusy) {
        event.preventDefault();
        searchField()?.focus();
        searchField()?.select();
      }
      if (event.key === 'ArrowDown' && (target === searchField() || target.matches('body, main'))) {
        event.preventDefault();
        focusRows();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
};

const focusRows = () => {
  // Not the box that ticks all, which Strapi's table does not place among its cells.
  const header = document.querySelector<HTMLElement>('main table thead button:not([role="checkbox"])');
  header?.focus();
  // From there it is one step to the first row, which the table takes by a key alone, once it knows where it is.
  window.setTimeout(() =>
    header?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })),
  );
};
