import { useEffect } from 'react';

/** Where keys already have a meaning: in text fields, and in whatever is open over the page. */
const BUSY =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="combobox"], [role="tablist"]';

const searchField = () => document.querySelector<HTMLInputElement>('main input[name="search"]');

/**
 * The slash moves to the search, and the down arrow from there into the rows. Within the table, Strapi's own
 * table moves between cells and rows with the arrow keys.
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
  // Not the checkbox for all rows, which Strapi's table does not count among its cells.
  const header = document.querySelector<HTMLElement>('main table thead button:not([role="checkbox"])');
  header?.focus();
  // One step to the first row; the table takes keys only once it knows where the focus is.
  window.setTimeout(() =>
    header?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })),
  );
};
