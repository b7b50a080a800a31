import { type KeyboardEvent, useRef } from 'react';

import type { TreeRow } from '../../../components/tree-rows';

const TYPING_PAUSE_MS = 700;

type Tree = {
  rows: readonly TreeRow[];
  /** The row that Tab leads to. */
  current: number | null;
  go: (id: number) => void;
  toggle: (id: number, isOpen: boolean) => void;
  /** Enter and the space bar. */
  onPick: (row: TreeRow) => void;
  onKey?: (key: string, row: TreeRow) => boolean;
};

/** A tree's keys (ARIA Authoring Practices, “Tree View”): arrows, Home, End, * and a name's first letters. */
export const useTreeKeys = ({ rows, current, go, toggle, onPick, onKey }: Tree) => {
  const typed = useRef({ text: '', at: 0 });

  const findByLetters = (letter: string, from: number) => {
    const now = Date.now();
    const isGoingOn = now - typed.current.at < TYPING_PAUSE_MS;
    const text = (isGoingOn ? typed.current.text : '') + letter.toLowerCase();
    typed.current = { text, at: now };
    // The same letter again moves on to the next name that starts with it.
    const isRepeat = [...text].every((one) => one === text[0]);
    const wanted = isRepeat ? letter.toLowerCase() : text;
    const start = isRepeat ? from + 1 : from;
    return [...rows.slice(start), ...rows.slice(0, start)].find(({ account }) =>
      account.name.toLowerCase().startsWith(wanted),
    );
  };

  return (event: KeyboardEvent<HTMLElement>) => {
    // Elements within a row have their own keys.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = rows.findIndex(({ account }) => account.id === current);
    const row = rows[index];
    if (!row) return;
    const { account, hasChildren, isOpen } = row;
    const goTo = (other: TreeRow | undefined) => other && go(other.account.id);
    const keys: Record<string, () => void> = {
      ArrowDown: () => goTo(rows[index + 1]),
      ArrowUp: () => goTo(rows[index - 1]),
      Home: () => goTo(rows[0]),
      End: () => goTo(rows[rows.length - 1]),
      ArrowRight: () => (isOpen ? goTo(rows[index + 1]) : hasChildren && toggle(account.id, true)),
      ArrowLeft: () =>
        isOpen ? toggle(account.id, false) : goTo(rows.find((one) => one.account.id === account.parent)),
      Enter: () => onPick(row),
      ' ': () => onPick(row),
      '*': () =>
        rows
          .filter((one) => one.account.parent === account.parent && one.hasChildren)
          .forEach((one) => toggle(one.account.id, true)),
    };
    const act = keys[event.key];
    if (act) act();
    else if (event.key.length === 1) goTo(findByLetters(event.key, index));
    else if (!onKey?.(event.key, row)) return;
    event.preventDefault();
    event.stopPropagation();
  };
};
