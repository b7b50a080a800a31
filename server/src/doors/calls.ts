const ASIDE = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;
/** `name(`, `name?.(` and what compilers make of an imported one: `(0, module.name)(`. */
const CALL = /([A-Za-z_$][\w$]*)\s*(?:\?\.\s*)?(?=\()|\(0,\s*(?:[\w$]+\.)*([\w$]+)\)\s*\(/g;
const NO_CALLS = new Set(
  'async await catch do else for function if in of return super switch throw typeof void while with yield'.split(
    ' ',
  ),
);

/**
 * The names that a function calls in its source text, each once. Unlike a hash, they survive bundling and
 * show what is new. Empty if there is no text or it reveals nothing.
 */
export const callsOf = (called: unknown): string[] => {
  if (typeof called !== 'function') return [];
  const text = Function.prototype.toString.call(called).replace(ASIDE, ' ');
  const names = [...text.matchAll(CALL)].map(([, plain, imported]) => (plain ?? imported) as string);
  return [...new Set(names)].filter((name) => !NO_CALLS.has(name) && name !== called.name).sort();
};
