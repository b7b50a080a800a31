export const INK = '#1f2328';
export const FAINT = '#6e7781';
export const GRID = '#d8dee4';

/** A text of an SVG. */
export const text = (x, y, content, { anchor = 'start', weight = 'normal', size = 13, color = INK } = {}) =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" font-size="${size}" fill="${color}">${escaped(content)}</text>`;

const escaped = (content) => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
