import firstInGerman from '../../admin/src/translations/de.json';
import pagesInGerman from '../../admin/src/translations/de.pages.json';
import firstInEnglish from '../../admin/src/translations/en.json';
import pagesInEnglish from '../../admin/src/translations/en.pages.json';

/** All texts of the panel: those of its first load and those of the pages. */
export const en = { ...firstInEnglish, ...pagesInEnglish };
export const de = { ...firstInGerman, ...pagesInGerman };
