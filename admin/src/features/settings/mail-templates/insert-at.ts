type Selection = { selectionStart: number | null; selectionEnd: number | null };

/** The text with `what` in place of the selection or at the cursor, and the cursor's new position. */
export const insertAt = (text: string, what: string, { selectionStart, selectionEnd }: Selection) => {
  const start = selectionStart ?? text.length;
  return {
    text: text.slice(0, start) + what + text.slice(selectionEnd ?? start),
    caret: start + what.length,
  };
};
