import { shared, type State } from '../features/vocabulary';
import { en } from '../support/texts';
import { inSystemTheme } from './accessibility';
import { thePanel, visit } from './panel';

const panel = thePanel();
const STATES: State[] = [
  'active',
  'provisioned',
  'suspended',
  'disabled',
  'locked-by-admin',
  'auto-locked',
  'not-yet-valid',
  'expired',
];

/** The contrast of a text with what lies behind it (WCAG 2.2, 1.4.3). */
const contrastOf = (element: Element): number => {
  const partsOf = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminanceOf = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = partsOf(colour).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (one: Element | null): string => {
    if (!one) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(one);
    return (partsOf(backgroundColor)[3] ?? 1) === 0 ? behind(one.parentElement) : backgroundColor;
  };
  const [lighter = 0, darker = 0] = [
    luminanceOf(getComputedStyle(element).color),
    luminanceOf(behind(element)),
  ].sort((one, other) => other - one);
  return (lighter + 0.05) / (darker + 0.05);
};

it.each(['light', 'dark'] as const)('every status can be read in the %s theme', async (theme) => {
  const page = await panel.atWork();
  for (const state of STATES) await shared.aUser({ lastname: `Badge ${theme}`, state });
  await visit(page, `users?_q=Badge ${theme}`);
  await inSystemTheme(page, theme);

  const found = await Promise.all(
    STATES.map(async (state) => {
      const badge = page.getByRole('gridcell').getByText(en[`status.${state as 'active'}`], { exact: true });
      return [state, (await badge.first().evaluate(contrastOf)) >= 4.5];
    }),
  );

  expect(found).toEqual(STATES.map((state) => [state, true]));
});
