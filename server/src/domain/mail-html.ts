import { type Refusal, refuse } from '../../../shared/refusals';
import { SECRET } from './mail-marks';

/**
 * HTML that every mail program parses the same way. Whatever one could read differently from another (an
 * attribute that never ends, a comment that only some skip) is refused, as it could pull a secret into
 * somebody else's URL.
 */
const WS = '[ \\t\\n\\f\\r]';
const NO_MARKS = '\\u0001-\\u0004';
const ATTRIBUTE = `(?:[a-z_][\\w:.-]*)(?:${WS}*=${WS}*(?:"[^"<>\\u0003\\u0004]*"|'[^'<>\\u0003\\u0004]*'|[^\\s"'=<>\`${NO_MARKS}]+))?`;
const TEXT = /[^<]+/y;
const DOCTYPE = new RegExp(`<!doctype html[^<>${NO_MARKS}]*>`, 'iy');
/** Neither a conditional comment (`<!--[if mso]>`), nor one that some programs end elsewhere. */
const COMMENT = new RegExp(`<!--(?![>[]|->)(?:(?!--!?>|<!)[^${NO_MARKS}])*-->`, 'y');
const END_TAG = new RegExp(`</([a-z][a-z0-9]*)${WS}*>`, 'iy');
const START_TAG = new RegExp(`<([a-z][a-z0-9]*)((?:${WS}+${ATTRIBUTE})*)${WS}*/?>`, 'iy');
const ATTRIBUTES = new RegExp(`([a-z_][\\w:.-]*)(?:${WS}*=${WS}*("[^"]*"|'[^']*'|[^\\s"'=<>\`]+))?`, 'gi');

/** No program joins the texts of two of these into one word. */
const BLOCKS = new Set(
  (
    'address article blockquote body br caption center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 head ' +
    'header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const INLINE = new Set(
  (
    'a abbr b big code col colgroup del em font i img ins kbd mark meta s samp small span strike strong sub sup tt u ' +
    'var wbr'
  ).split(' '),
);
/** Elements that contain text, and no tags. */
const RAW = {
  title: new RegExp(`([^<]*)</title${WS}*>`, 'iy'),
  style: new RegExp(`([^<${NO_MARKS}]*)</style${WS}*>`, 'iy'),
};
/** A style sheet that loads something reveals by it which selectors match, those of a link included. */
const LOADS = /\\|url\s*\(|src\s*\(|image-set|@import|@font-face/i;
/** They run code, send where a link leads, or embed a document. */
const DANGEROUS_ATTRIBUTE = /^(on.*|ping|attributionsrc|srcdoc|form.*)$/;
/** Allowed beside the URL that lets somebody in: nothing but its looks. */
const BESIDE_LINK =
  /^(style|class|id|title|target|rel|role|lang|dir|align|bgcolor|color|(data|aria)-[\w-]+)$/;

type Attribute = { name: string; value: string };
const attributesIn = (text: string): Attribute[] =>
  [...text.matchAll(ATTRIBUTES)].map(([, name = '', value = '']) => ({
    name: name.toLowerCase(),
    value: /^["']/.test(value) ? value.slice(1, -1) : value,
  }));

type Told = { placeholder: string; isLink: boolean };

const problemOfAttributes = (
  element: string,
  attributes: readonly Attribute[],
  { placeholder, isLink }: Told,
) => {
  const dangerous = attributes.find(({ name }) => DANGEROUS_ATTRIBUTE.test(name));
  if (dangerous) return refuse('template-attribute', { attribute: dangerous.name });
  if (
    element === 'meta' &&
    attributes.some(
      ({ name, value }) => name === 'http-equiv' && !/^(content-type|x-ua-compatible)$/i.test(value),
    )
  )
    return refuse('template-attribute', { attribute: 'http-equiv' });
  const holding = attributes.filter(({ value }) => value.includes(SECRET));
  if (holding.length === 0) return null;
  const others = attributes.filter(({ name }) => name !== 'href');
  const isWholeHref =
    isLink &&
    element === 'a' &&
    attributes.length === others.length + 1 &&
    holding.every(({ name, value }) => name === 'href' && value === SECRET);
  if (!isWholeHref) return refuse('template-secret-place', { placeholder });
  const beside = others.find(({ name }) => !BESIDE_LINK.test(name));
  return beside ? refuse('template-attribute', { attribute: beside.name }) : null;
};

const EXCERPT = 40;

/**
 * The visible text, with its marks and a line for each block; or what is wrong. `source` is a template whose
 * placeholders are marks (`mail-marks.ts`).
 */
export const readMailHtml = (source: string, told: Told): { text: string } | Refusal => {
  let at = 0;
  let text = '';
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const unclear = () =>
    refuse('template-html', {
      // eslint-disable-next-line no-control-regex -- the marks themselves
      excerpt: source.slice(at, at + EXCERPT).replace(/[\u0001-\u0004]/g, '…'),
    });

  while (at < source.length) {
    const run = next(TEXT);
    if (run) {
      text += run[0];
      continue;
    }
    if (next(COMMENT) ?? next(DOCTYPE)) continue;
    const end = next(END_TAG);
    const tag = end ?? next(START_TAG);
    if (!tag) return unclear();
    const element = (tag[1] as string).toLowerCase();
    const isRaw = element === 'title' || element === 'style';
    if (!isRaw && !BLOCKS.has(element) && !INLINE.has(element))
      return refuse('template-element', { element });
    const problem = end ? null : problemOfAttributes(element, attributesIn(tag[2] ?? ''), told);
    if (problem) return problem;
    if (BLOCKS.has(element)) text += '\n';
    if (!isRaw || end) continue;
    const raw = next(RAW[element]);
    if (!raw) return unclear();
    const content = raw[1] ?? '';
    if (content.includes(SECRET)) return refuse('template-secret-place', { placeholder: told.placeholder });
    if (element === 'style' && LOADS.test(content)) return refuse('template-loads');
    text += '\n';
  }
  return { text };
};
