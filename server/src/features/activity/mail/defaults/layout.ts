import type { MailTexts } from '../../../../domain/mail-template';

/** One paragraph, or a link on a line of its own. */
export type Part = string | { label: string; link: string };
export type Wording = { subject: string; parts: readonly Part[]; closing: string };

/** HTML and text of a mail from one wording. Opening it fetches nothing from elsewhere. */
export const layOut = (language: 'en' | 'de', { subject, parts, closing }: Wording): MailTexts => ({
  subject,
  html: `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${subject}</title>
</head>
<body style="margin:0;padding:24px;background:#f6f6f9;color:#212134;font:16px/1.5 -apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #dcdce4;border-radius:4px">
${parts.map(toHtml).join('\n')}
<p style="margin:24px 0 0;color:#666687;font-size:14px">${closing}</p>
</div>
</body>
</html>
`,
  text: `${[...parts.map(toText), closing].join('\n\n')}\n`,
});

const toHtml = (part: Part) =>
  typeof part === 'string'
    ? `<p style="margin:0 0 16px">${part}</p>`
    : `<p style="margin:0 0 16px"><a href="${part.link}" style="display:inline-block;padding:12px 20px;background:#4945ff;color:#ffffff;text-decoration:none;border-radius:4px">${part.label}</a></p>
<p style="margin:0 0 16px;font-size:14px;word-break:break-all">${part.link}</p>`;

const toText = (part: Part) => (typeof part === 'string' ? part : `${part.label}:\n${part.link}`);
