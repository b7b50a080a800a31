/** The addresses in a pasted text, parted by commas, semicolons, spaces or lines; each once. */
export const addressesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .map((address) => address.replace(/^<|>$/g, '').toLowerCase())
      .filter(Boolean),
  ),
];
