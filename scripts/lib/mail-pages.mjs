const escape = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
  h1 { font-size: 1.4rem; }
  ol { list-style: none; padding: 0; }
  li { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
  li a { display: grid; grid-template-columns: 5rem 1fr 2fr; gap: 1rem; padding: .6rem .3rem; color: inherit; text-decoration: none; }
  li a:hover, li a:focus-visible { background: color-mix(in srgb, currentColor 8%, transparent); }
  li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  li span:last-child { font-weight: 600; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
  dt { opacity: .7; } dd { margin: 0; overflow-wrap: anywhere; }
  iframe { width: 100%; height: 65vh; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 4px; background: #fff; }
`;

const frame = (title, body) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

const time = (at) => at.toLocaleTimeString('en-GB');

/** Shows mails that have arrived meanwhile, if any. */
export const SCRIPT = `
  setInterval(async () => {
    const answer = await fetch('/').catch(() => null);
    if (!answer) return;
    const main = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    const shown = document.querySelector('main');
    if (main.innerHTML !== shown.innerHTML) shown.innerHTML = main.innerHTML;
  }, 1000);
`;

export const listAsHtml = (mails) =>
  frame(
    'Mails of the demo',
    `<h1>Mails of the demo</h1><p>Everything that Gatehouse sends lands here, newest first. It goes to nobody.</p>
    <main aria-live="polite">${mails.length === 0 ? '<p>Nothing was sent yet.</p>' : `<ol>${mails.map(line).join('')}</ol>`}</main>
    <script src="/list.js"></script>`,
  );

const line = ({ id, at, to, subject }) =>
  `<li><a href="/${id}"><span>${time(at)}</span><span>${escape(to)}</span><span>${escape(subject)}</span></a></li>`;

/** In a frame of its own; links open in another tab. */
export const mailAsHtml = ({ at, to, subject, html, text }) => {
  const content = `<base target="_blank">${html || `<pre>${escape(text)}</pre>`}`;
  return frame(
    subject,
    `<p><a href="/">All mails</a></p><h1>${escape(subject)}</h1>
    <dl><dt>To</dt><dd>${escape(to)}</dd><dt>At</dt><dd>${time(at)}</dd></dl>
    <iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escape(content)}"></iframe>`,
  );
};

export const goneAsHtml = () =>
  frame('No such mail', '<h1>No such mail</h1><p><a href="/">All mails</a></p>');
