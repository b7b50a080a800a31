type Selection = { selectionStart: number | null; selectionEnd: number | null };

/** The text with something in place of what is selected, or where the cursor stands; and where the cursor is then. */
export const insertAt = (text: string, what: string, { selectionStart, selectionEnd }: Selection) => {
  const start = selectionStart ?? text.length;
  return {
    text: text.slice(0, start) + what + text.slice(selectionEnd ?? start),
    caret: start + what.length,
  };
};
