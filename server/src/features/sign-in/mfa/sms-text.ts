const WORDS = {
  en: (project: string, code: string, minutes: string) =>
    `${code} is your code for ${project}. It is good for ${minutes} minutes. Nobody will ask you for it.`,
  de: (project: string, code: string, minutes: string) =>
    `${code} ist Ihr Code für ${project}. Er gilt ${minutes} Minuten. Niemand wird Sie danach fragen.`,
};

type Telling = {
  code: string;
  minutes: string;
  project: { name: string; url: string };
  locale: string | null;
};

/** The last line limits autofill to the panel's domain (WICG, Origin-bound one-time codes). */
export const smsText = ({ code, minutes, project, locale }: Telling): string => {
  const words = WORDS[locale && /^de\b/i.test(locale) ? 'de' : 'en'](project.name, code, minutes);
  return URL.canParse(project.url) ? `${words}\n\n@${new URL(project.url).hostname} #${code}` : words;
};
